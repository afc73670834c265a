# Recording tasks on both services: started, piped, stopped. The format of a recording is a parameter of API 2.0, and a template of API 3.0.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $mp4 = @{ FileFormat = 'mp4' }
    function Get-Refusal([scriptblock]$Command) {
        try { & $Command | Out-Null } catch { return $_ }
    }
    function Get-Count([string]$Interface = '*') { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count }
    function Get-LastSent([string]$Interface) { Get-Sent @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface)[-1] }
}

Describe 'Start-LvbTape on <Service>' -ForEach $services {
    # An account per service: the tasks of one count for the other too.
    BeforeAll {
        $emulator = Start-LvbEmulator -SampleData
        Connect-Lvb -Emulator $emulator -Api $Api
    }

    AfterAll {
        Disconnect-Lvb
        $emulator | Stop-LvbEmulator
    }

    # At most three tasks of a stream overlap.
    AfterEach { if ($Api -eq 'V3') { Get-LvbTapeTask | Where-Object { -not $_.Stopped } | Stop-LvbTape } }

    It 'records between two times' {
        $from = [DateTimeOffset]::FromUnixTimeSeconds([DateTimeOffset]::UtcNow.AddDays(2).ToUnixTimeSeconds())
        $task = Start-LvbTape 8888_news -StartTime $from -EndTime $from.AddHours(1) @mp4
        $sent = Get-LastSent $Wire.StartTape
        if ($Api -eq 'V2') {
            $sent.channel_id | Should -Be '8888_news'
            $china = $from.ToOffset([timespan]::FromHours(8))
            $sent.start_time | Should -Be $china.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
            $sent.end_time | Should -Be $china.AddHours(1).ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
            [uint64]$task.TaskId | Should -BeGreaterThan ([uint64][long]::MaxValue)
        }
        else {
            "$($sent.StreamName) $($sent.DomainName)/$($sent.AppName)" | Should -Be '8888_news push.example.com/live'
            $sent.StartTime, $sent.EndTime | Should -Be $from.ToUnixTimeSeconds(), $from.AddHours(1).ToUnixTimeSeconds()
            $task.TaskId | Should -Match '^[A-Za-z0-9]{57,63}$'
            $task.PushDomain | Should -Be 'push.example.com'
        }

        $task.StreamId | Should -Be '8888_news'
        $task.TaskId | Should -BeOfType [string]
        $task.StartTime, $task.EndTime | Should -Be $from, $from.AddHours(1)
        $task.RealTime | Should -BeFalse
    }

    It 'starts now, and lasts for the specified time, for each of many streams' {
        $tasks = '8888_news', '8888_sports' | Start-LvbTape -Duration 90m @mp4
        $tasks.StreamId | Should -Be '8888_news', '8888_sports'
        ($tasks[0].EndTime - $tasks[0].StartTime).TotalMinutes | Should -Be 90
        $tasks[0].TaskId | Should -Not -Be $tasks[1].TaskId
        [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds() - $tasks[0].StartTime.ToUnixTimeSeconds() | Should -BeLessThan 60
    }

    It 'records from now on with -RealTime, for 30 minutes by default' {
        $task = Start-LvbTape 8888_news -RealTime @mp4
        $task.RealTime | Should -BeTrue
        ($task.EndTime - $task.StartTime).TotalMinutes | Should -Be 30
        $sent = Get-LastSent $Wire.StartTape
        if ($Api -eq 'V2') { $sent.task_sub_type | Should -Be 1 } else { $sent.StartTime | Should -BeNullOrEmpty }
        $short = Start-LvbTape 8888_news -RealTime -Duration 5m @mp4
        ($short.EndTime - $short.StartTime).TotalMinutes | Should -Be 5
    }

    It 'sends format, type, mix, path and domain' {
        $more = @{ MixStream = $true; AppName = 'live'; Domain = 'push.example.com' }
        if ($Api -eq 'V2') {
            $null = Start-LvbTape 8888_news -Duration 1h -FileFormat AAC -RecordType audio @more
            $sent = Get-LastSent $Wire.StartTape
            "$($sent.file_format) $($sent.record_type) $($sent.mix_stream) $($sent.domain)/$($sent.path)" |
                Should -Be 'aac audio 1 push.example.com/live'
        }
        else {
            $null = Start-LvbTape 8888_news -Duration 1h -TemplateId 1 @more
            $sent = Get-LastSent $Wire.StartTape
            "$($sent.TemplateId) $($sent.StreamType) $($sent.DomainName)/$($sent.AppName)" | Should -Be '1 1 push.example.com/live'
        }
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'no end'; Arguments = @{} }
        @{ Name = 'two ends'; Arguments = @{ Duration = '1h'; EndTime = '2030-01-01' } }
        @{ Name = 'an end before the start'; Arguments = @{ StartTime = '2030-01-02'; EndTime = '2030-01-01' } }
        @{ Name = 'an end that has passed'; Arguments = @{ EndTime = '2020-01-01' } }
        @{ Name = 'a duration of zero'; Arguments = @{ Duration = '0s' } }
        @{ Name = 'half seconds'; Arguments = @{ Duration = '1500ms' } }
        @{ Name = 'more than 30 minutes in real time'; Arguments = @{ RealTime = $true; Duration = '31m' } }
        @{ Name = 'a real-time task with a start'; Arguments = @{ RealTime = $true; StartTime = '2030-01-01' } }
        @{ Name = 'video as aac'; Arguments = @{ Duration = '1h'; FileFormat = 'aac' } }
        @{ Name = 'video as aac, explicitly'; Arguments = @{ Duration = '1h'; FileFormat = 'aac'; RecordType = 'video' } }
    ) {
        $before = Get-Count
        $refusal = Get-Refusal { Start-LvbTape 8888_news @Arguments }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-Count | Should -Be $before
    }

    It 'is sent once, and reports what may exist, under <Kind>' -ForEach @(
        @{ Kind = 'DropAfterReading' }, @{ Kind = 'DropAfterProcessing' }, @{ Kind = 'Reset' }, @{ Kind = 'HalfAnswer' }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.StartTape -Kind $Kind -Count 1
        $before = Get-Count $Wire.StartTape
        Start-LvbTape 8888_sports -Duration 1h @mp4 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        $failed[0].TargetObject | Should -Be '8888_sports'
        $exists = @{ V2 = '*recording of the stream {0} might be running*'; V3 = '*task of the stream {0} might exist*' }[$Api]
        "$($failed[0])" | Should -BeLike ($exists -f "'8888_sports'")
        $look = @{ V2 = "*Get-LvbTapeFile -StreamId '8888_sports'*"; V3 = "*Get-LvbTapeTask -StreamId '8888_sports'*" }[$Api]
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike $look
        (Get-Count $Wire.StartTape) - $before | Should -Be 1
    }
}

Describe 'Stop-LvbTape on <Service>' -ForEach $services {
    # An account per service: the tasks of one count for the other too.
    BeforeAll {
        $emulator = Start-LvbEmulator -SampleData
        Connect-Lvb -Emulator $emulator -Api $Api
    }

    AfterAll {
        Disconnect-Lvb
        $emulator | Stop-LvbEmulator
    }

    # At most three tasks of a stream overlap.
    AfterEach { if ($Api -eq 'V3') { Get-LvbTapeTask | Where-Object { -not $_.Stopped } | Stop-LvbTape } }

    It 'accepts tasks from the pipeline, with all their properties' {
        $tasks = Start-LvbTape 8888_news, 8888_sports -Duration 1h @mp4
        $stopped = $tasks | Stop-LvbTape -PassThru
        $stopped.StreamId | Should -Be $tasks.StreamId
        $stopped.TaskId | Should -Be $tasks.TaskId
        $stopped[1].StartTime | Should -Be $tasks[1].StartTime
        $stopped[1].EndTime | Should -Be $tasks[1].EndTime
        $sent = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Wire.StopTape)[-2, -1] | ForEach-Object { Get-Sent $_ }
        $name = @{ V2 = 'task_id'; V3 = 'TaskId' }[$Api]
        $sent.$name | Sort-Object | Should -Be ($tasks.TaskId | Sort-Object)
    }

    It 'stops a real-time task' {
        Start-LvbTape 8888_news -RealTime @mp4 | Stop-LvbTape | Should -BeNullOrEmpty
        if ($Api -eq 'V2') { (Get-LastSent $Wire.StopTape).task_sub_type | Should -Be 1 }
    }

    It 'sends no times of a task that is specified by its ID' {
        $task = Start-LvbTape 8888_news -Duration 1h @mp4
        $stopped = Stop-LvbTape 8888_news $task.TaskId -PassThru
        $stopped.TaskId | Should -Be $task.TaskId
        $stopped.StartTime | Should -BeNullOrEmpty
        $stopped.EndTime | Should -BeNullOrEmpty
    }

    It 'is done when the first response was lost' {
        $task = Start-LvbTape 8888_news -Duration 1h @mp4
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.StopTape -Kind DropAfterProcessing -Count 1
        ($task | Stop-LvbTape -PassThru -ErrorAction Stop).TaskId | Should -Be $task.TaskId
    }

    It 'refuses one task for two streams' {
        Stop-LvbTape a, b -TaskId 7 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'accepts a task with its times and type from a job or a file of Export-Clixml' {
        $task = Start-LvbTape 8888_news -RealTime @mp4
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($task, 2))
        $stopped = $back | Stop-LvbTape -PassThru
        $stopped.TaskId | Should -Be $task.TaskId
        $stopped.RealTime | Should -BeTrue
        $stopped.StartTime | Should -Be $task.StartTime
        $stopped.EndTime | Should -Be $task.EndTime
        $time = $back.StartTime
        (New-LvbSignature -Key (ConvertTo-TestKey) -ExpiresAt $time).T | Should -Be $task.StartTime.ToUnixTimeSeconds()
    }
}

Describe 'Recording templates and tasks of API 3.0' {
    BeforeAll {
        $emulator = Start-LvbEmulator -SampleData
        Connect-Lvb -Emulator $emulator -Api V3
    }

    AfterAll {
        Disconnect-Lvb
        $emulator | Stop-LvbEmulator
    }

    It 'starts a task with the template of its format, lists it and stops it' {
        $task = Start-LvbTape 8888_news -Duration 1h -FileFormat flv
        $task.TaskId | Should -Match '^[A-Za-z0-9]{57,63}$'
        $task.PushDomain | Should -Be push.example.com
        $listed = $task | Get-LvbTapeTask
        $listed.TaskId | Should -Be $task.TaskId
        $listed.Stopped | Should -BeNullOrEmpty
        $listed | Stop-LvbTape
        ($task | Get-LvbTapeTask).Stopped | Should -BeOfType [DateTimeOffset]
    }

    It 'lists the tasks of the whole range, including those at the boundaries of weeks' {
        $task = Start-LvbTape 8888_sports -StartTime ([DateTimeOffset]::Now.AddDays(5.5)) -Duration 20h -TemplateId 1
        (Get-LvbTapeTask 8888_sports).TaskId | Should -Contain $task.TaskId
        @(Get-LvbTapeTask 8888_sports -StartTime ([DateTimeOffset]::Now.AddDays(-30)) | Where-Object TaskId -eq $task.TaskId).Count |
            Should -Be 1
        $task | Stop-LvbTape
    }

    It 'warns once that HLS is kept forever when no template is known' {
        $said = $null
        $tasks = '8888_news', '8888_sports' | Start-LvbTape -Duration 10m -WarningVariable said -WarningAction SilentlyContinue
        $tasks.Count | Should -Be 2
        @($said).Count | Should -Be 1
        "$said" | Should -BeLike '*HLS*indefinitely*'
        $tasks | Stop-LvbTape
    }

    It 'refuses a format without exactly one template, and lists the templates' {
        { Start-LvbTape 8888_news -Duration 10m -FileFormat aac -RecordType audio -Connection (
                Connect-Lvb -Emulator $emulator -Api V3 -RecordTemplate @{ aac = 999 } -PassThru) } | Should -Not -Throw
        $null = Connect-Lvb -Emulator $emulator -Api V3
        { Start-LvbTape 8888_news -Duration 25h -FileFormat flv -ErrorAction Stop } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'are at most three that overlap, and the error shows how to find them' {
        $tasks = 1..3 | ForEach-Object { Start-LvbTape 8888_concert -Duration 10m -TemplateId 1 }
        $failure = Get-Refusal { Start-LvbTape 8888_concert -Duration 10m -TemplateId 1 -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbApi.LimitExceeded.MaximumRunningTask,*'
        $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Stop-LvbTape*Get-LvbTapeTask*'
        $tasks | Stop-LvbTape
    }
}
