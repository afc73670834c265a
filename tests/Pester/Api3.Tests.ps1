# What a user sees of recordings, histories, lists, mixes and screenshots on API 3.0.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $null = Connect-Lvb -Emulator $emulator -Api V3
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'Recordings on API 3.0' {
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

    It 'lists tasks of the whole range, those at the seams of weeks too' {
        $task = Start-LvbTape 8888_sports -StartTime ([DateTimeOffset]::Now.AddDays(5.5)) -Duration 20h -TemplateId 1
        (Get-LvbTapeTask 8888_sports).TaskId | Should -Contain $task.TaskId
        @(Get-LvbTapeTask 8888_sports -StartTime ([DateTimeOffset]::Now.AddDays(-30)) | Where-Object TaskId -eq $task.TaskId).Count |
            Should -Be 1
        $task | Stop-LvbTape
    }

    It 'warns once that HLS is kept for ever when no template is known' {
        $said = $null
        $tasks = '8888_news', '8888_sports' | Start-LvbTape -Duration 10m -WarningVariable said -WarningAction SilentlyContinue
        $tasks.Count | Should -Be 2
        @($said).Count | Should -Be 1
        "$said" | Should -BeLike '*HLS*for ever*'
        $tasks | Stop-LvbTape
    }

    It 'refuses a format that no single template records, and lists the templates' {
        { Start-LvbTape 8888_news -Duration 10m -FileFormat aac -RecordType audio -Connection (
                Connect-Lvb -Emulator $emulator -Api V3 -RecordTemplate @{ aac = 999 } -PassThru) } | Should -Not -Throw
        $null = Connect-Lvb -Emulator $emulator -Api V3
        { Start-LvbTape 8888_news -Duration 25h -FileFormat flv -ErrorAction Stop } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'lists the recorded files without a task id' {
        $files = @(Get-LvbTapeFile 8888_news -Last 7d)
        $files.Count | Should -BeGreaterThan 0
        $files.TaskId | Where-Object { $_ } | Should -BeNullOrEmpty
        $files[0].Url | Should -Match '^https?://'
        @(Get-LvbTapeFile 8888_news -Last 7d -First 1).FileId | Should -Be $files[0].FileId
        @(Get-LvbTapeFile 8888_news -Last 7d -Skip 1 -PageSize 1).FileId | Should -Be @($files.FileId | Select-Object -Skip 1)
    }
}

Describe 'Histories and lists on API 3.0' {
    It 'takes a range that is longer than one call covers, each point once' {
        $points = @(Get-LvbLivePlayStatHistory 8888_news -Last 26h)
        $points.Count | Should -BeGreaterThan 1500
        @($points.Time | Sort-Object -Unique).Count | Should -Be $points.Count
        @(Get-LvbLivePushStatHistory 8888_news -Last 5h).Count | Should -BeGreaterThan 0
    }

    It 'lists channels that were pushed with their state, and those that are live' {
        $channels = @(Get-LvbChannel)
        ($channels | Where-Object StreamId -eq 8888_news).Status | Should -Be Live
        @($channels.StreamId | Group-Object | Where-Object Count -gt 1).Count | Should -Be 0
        @(Get-LvbChannel -Status Live).StreamId | Should -Contain 8888_news
        { Get-LvbChannel -Status Disabled -ErrorAction Stop } | Should -Throw -ErrorId 'LvbNotSupported*'
    }

    It 'says which way leads to screenshots' {
        { Get-LvbScreenshot -ErrorAction Stop } | Should -Throw -ErrorId 'LvbNotSupported*'
        { Get-LvbScreenshot 8888_news -ErrorAction Stop } | Should -Not -Throw
    }

    It 'delays, mixes and lists domains' {
        (Set-LvbChannelDelay 8888_news -Delay 30s -PassThru).Delay | Should -Be ([TimeSpan]::FromSeconds(30))
        $mix = @(New-LvbMixInput 8888_news -Layer 1; New-LvbMixInput 8888_sports -Layer 2) |
            Start-LvbStreamMix -SessionId s1 -OutputStreamId 8888_news
        $mix | Stop-LvbStreamMix
        { $mix | Stop-LvbStreamMix -ErrorAction Stop } | Should -Throw -ErrorId 'LvbApi.*CancelSessionNotExist*'
        (Get-LvbDomain -Type Push).Name | Should -Be push.example.com
        $line = 'Get-LvbChannelStatus x -PushDomain '
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Be push.example.com
        (Get-LvbDomain).Type | Should -Contain ([TencentLvb.LvbDomainType]::Play)
    }
}

Describe 'What API 2.0 has no use for' {
    It 'is refused before any request: <_>' -ForEach @(
        "Start-LvbTape 8888_news -Duration 10m -TemplateId 5", "Get-LvbScreenshot 8888_news", "Get-LvbChannel -Last 1d") {
        $old = Start-LvbEmulator
        try {
            $connection = Connect-Lvb -Emulator $old -PassThru
            { . ([scriptblock]::Create("$_ -Connection `$connection -ErrorAction Stop")) } | Should -Throw -ErrorId 'LvbNotSupported*'
            $old | Get-LvbEmulatorRequest | Should -BeNullOrEmpty
        }
        finally { $old | Stop-LvbEmulator }
    }
}
