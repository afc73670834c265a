# Recording tasks of API 2.0, whose IDs are numbers of up to 20 digits. What applies to both services: StartTape.Tests.ps1.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $emulator | Connect-Lvb
    function Get-Refusal([scriptblock]$Command) {
        try { & $Command | Out-Null } catch { return $_ }
    }
    function Get-Query { [System.Uri]::UnescapeDataString(@(Get-LvbEmulatorRequest -Emulator $emulator)[-1].Query.Replace('+', ' ')) }
    function Get-RequestCount { @(Get-LvbEmulatorRequest -Emulator $emulator).Count }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Stop-LvbTape on API 2.0, whose IDs are numbers' {
    It 'sends no times of a task that is specified by its number' {
        $task = Start-LvbTape 8888_news -Duration 1h
        $stopped = Stop-LvbTape 8888_news $task.TaskId -PassThru
        $stopped.TaskId | Should -Be $task.TaskId
        $stopped.StartTime | Should -BeNullOrEmpty
        $stopped.EndTime | Should -BeNullOrEmpty
    }

    It 'accepts a number of 20 digits as typed' {
        Stop-LvbTape 8888_news -TaskId 18446744073709551615 -ErrorAction SilentlyContinue
        Get-Query | Should -BeLike '*&Param.n.task_id=18446744073709551615&*'
    }

    It 'keeps all digits of <Kind>' -ForEach @(
        @{ Kind = 'a text'; Id = ' 16093425727657168197 ' }
        @{ Kind = 'an unsigned number'; Id = [ulong]16093425727657168197 }
        @{ Kind = 'a big integer'; Id = [bigint]::Parse('16093425727657168197') }
        @{ Kind = 'a decimal, as Windows PowerShell reads JSON'; Id = [decimal]::Parse('16093425727657168197') }
    ) {
        [pscustomobject]@{ StreamId = '8888_news'; TaskId = $Id } | Stop-LvbTape -ErrorAction SilentlyContinue
        Get-Query | Should -BeLike '*&Param.n.task_id=16093425727657168197&*'
    }

    It 'accepts a small number from a spreadsheet' {
        [pscustomobject]@{ StreamId = '8888_news'; TaskId = [double]4711 } | Stop-LvbTape -ErrorAction SilentlyContinue
        Get-Query | Should -BeLike '*&Param.n.task_id=4711&*'
    }

    It 'refuses an ID that has lost digits: <Kind>' -ForEach @(
        @{ Kind = 'text from a spreadsheet'; Id = '9.53162E+18' }
        @{ Kind = 'text with a comma'; Id = '9,53162E+18' }
        @{ Kind = 'a Double'; Id = [double]9531622708116201577 }
        @{ Kind = 'a Double just above its exact range'; Id = [double]9007199254740994 }
        @{ Kind = 'a Single'; Id = [single]16777216000 }
        @{ Kind = 'a fraction'; Id = 1.5 }
        @{ Kind = 'a fraction as text'; Id = '9531622708116201577.0' }
        @{ Kind = 'nothing'; Id = '' }
        @{ Kind = 'null'; Id = $null }
    ) {
        $before = Get-RequestCount
        $other = Start-LvbTape 8888_sports -Duration 1h
        $stopped = [pscustomobject]@{ StreamId = '8888_news'; TaskId = $Id }, $other |
            Stop-LvbTape -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused | Should -HaveCount 1
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        $refused[0].TargetObject | Should -Be '8888_news'
        $stopped.StreamId | Should -Be '8888_sports'
        (Get-RequestCount) - $before | Should -Be 2
    }

    It 'does not wait for an ID that has lost digits' {
        $before = Get-RequestCount
        Wait-LvbTapeFile 8888_news -TaskId 9.53162E+18 -Timeout 0s -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        (Get-RequestCount) - $before | Should -Be 0
    }
}

Describe 'A task of API 2.0 that was stored elsewhere' {
    It 'can be stopped after it was read as text, such as from a CSV file of another culture' {
        $row = [pscustomobject]@{ StreamId = '8888_news'; TaskId = '16093425727657168197'; StartTime = '23.11.2026 06:37:32 +00:00'
            EndTime = '23.11.2026 07:07:32 +00:00'; RealTime = 'True' }
        $stopped = $row | Stop-LvbTape -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused
        $query = Get-Query
        @($refused | Where-Object FullyQualifiedErrorId -NotLike 'LvbApi.*') | Should -HaveCount 0
        $query | Should -BeLike '*interface=Live_Tape_Stop*'
        $query | Should -BeLike '*Param.n.task_id=16093425727657168197&Param.n.task_sub_type=1&*'
        $stopped | Should -BeNullOrEmpty
    }

    It 'can be stopped whatever its times contain' {
        $task = Start-LvbTape 8888_news -Duration 1h
        $stopped = [pscustomobject]@{ StreamId = '8888_news'; TaskId = $task.TaskId; StartTime = [timespan]::FromHours(1); EndTime = @{} } |
            Stop-LvbTape -PassThru
        $stopped.TaskId | Should -Be $task.TaskId
        $stopped.StartTime | Should -BeNullOrEmpty
    }

    It 'can be waited for by its number and its start after it was read as text' {
        $task = [pscustomobject]@{ StreamId = 'never_recorded'; TaskId = [ulong]16093425727657168197
            StartTime = [System.DateTimeOffset]::UtcNow.AddHours(-1) }
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($task, 2))
        $back | Wait-LvbTapeFile -Timeout 0s -ErrorAction SilentlyContinue -ErrorVariable waited
        $waited[0].FullyQualifiedErrorId | Should -BeLike 'LvbTimeout*'
        $waited[0].Exception.Message | Should -BeLike "*(task $($task.TaskId))*"
        $start = $task.StartTime.ToLocalTime().ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture)
        $waited[0].ErrorDetails.RecommendedAction | Should -BeLike "*-StartTime '$start'*"
    }
}

Describe 'Displayed times' {
    It 'use the calendar of the service and the other cmdlets in every culture' {
        $before = [System.Threading.Thread]::CurrentThread.CurrentCulture
        try {
            $thai = [cultureinfo]::new('th-TH')
            $thai.DateTimeFormat.Calendar = [System.Globalization.ThaiBuddhistCalendar]::new()
            [System.Threading.Thread]::CurrentThread.CurrentCulture = $thai
            $late = Get-Refusal { Suspend-LvbChannel 8888_news -Until 2150-01-02T03:04:05Z }
            $now = [System.DateTimeOffset]::UtcNow
            Wait-LvbTapeFile never_recorded -TaskId 1 -StartTime $now -Timeout 0s -ErrorAction SilentlyContinue -ErrorVariable waited
            $future = Get-Refusal { Get-LvbTapeFile 8888_news -StartTime 2150-01-02T03:04:05Z }
            $turned = Get-Refusal { Start-LvbTape 8888_news -StartTime 2150-01-03 -EndTime 2150-01-02 }
        }
        finally {
            [System.Threading.Thread]::CurrentThread.CurrentCulture = $before
        }

        $late.Exception.Message | Should -BeLike '*-Until 2150-01-02 03:04:05 *'
        $waited[0].ErrorDetails.RecommendedAction |
            Should -BeLike "*-StartTime '$($now.ToString('yyyy-MM-ddTHH:mm:ss', [cultureinfo]::InvariantCulture))+00:00'*"
        $future.Exception.Message | Should -BeLike '*-StartTime 2150-01-02 03:04:05 *'
        $turned.Exception.Message | Should -BeLike '*(2150-01-02 *(2150-01-03 *'
    }
}
