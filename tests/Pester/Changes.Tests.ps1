# Changes to a stream on both services: its status, a suspension, its delay.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $emulator = Start-LvbEmulator -SampleData
    function Get-Refusal([scriptblock]$Command) {
        try { & $Command | Out-Null } catch { return $_ }
    }
    function Get-Count([string]$Interface = '*') { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count }

    # The last request: the interface or action, and its parameters.
    function Get-Last { @(Get-LvbEmulatorRequest -Emulator $emulator)[-1] }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Set-LvbChannelStatus on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    BeforeEach { Set-LvbEmulatorStream -Emulator $emulator -StreamId status_1, status_2 -State Live }

    It 'bans and enables again, and emits nothing' {
        Set-LvbChannelStatus status_1 -Status Disabled | Should -BeNullOrEmpty
        (Get-Last).Interface | Should -Be $Wire.Ban
        $sent = Get-Sent (Get-Last)
        if ($Api -eq 'V2') { "$($sent.channel_id) $($sent.status)" | Should -Be 'status_1 0' }
        else { "$($sent.StreamName) $($sent.DomainName)/$($sent.AppName) $($sent.ResumeTime)" |
            Should -Be 'status_1 push.example.com/live ' }
        "$((Get-LvbChannelStatus status_1).Status)" | Should -Be 'Disabled'
        Set-LvbChannelStatus status_1 -Status enabled
        @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Wire.Allow)[-1] | Should -Not -BeNullOrEmpty
        "$((Get-LvbChannelStatus status_1).Status)" | Should -Be 'NoInput'
    }

    It 'emits what was set with -PassThru' {
        "$((Get-LvbChannelStatus status_1).Status)" | Should -Be 'Live'
        $change = Set-LvbChannelStatus status_1 -Status Disconnected -PassThru
        "$((Get-LvbChannelStatus status_1).Status)" | Should -Be 'NoInput'
        $change.StreamId | Should -Be 'status_1'
        $change.Status | Should -Be ([TencentLvb.LvbChannelCommand]::Disconnected)
        $change.GetType().Name | Should -Be 'ChannelStatusChange'
    }

    It 'sends path and domain' {
        Set-LvbChannelStatus status_1 -Status Enabled -AppName live -Domain push.example.com
        $sent = Get-Sent (Get-Last)
        $names = @{ V2 = 'path', 'domain'; V3 = 'AppName', 'DomainName' }[$Api]
        $names | ForEach-Object { $sent.$_ } | Should -Be 'live', 'push.example.com'
    }

    It 'sends the reason where the service accepts one' {
        Set-LvbChannelStatus status_1 -Status Disabled -Reason 'rights of a match'
        (Get-Sent (Get-Last)).Reason | Should -Be @{ V2 = $null; V3 = 'rights of a match' }[$Api]
        Set-LvbChannelStatus status_1 -Status Enabled
    }

    It 'reports how long a ban without an end lasts, where the service ends it' {
        $said = @(Set-LvbChannelStatus status_1 -Status Disabled -Verbose 4>&1) -like '*ends after 7 days*Suspend-LvbChannel*'
        @($said).Count | Should -Be @{ V2 = 0; V3 = 1 }[$Api]
        Set-LvbChannelStatus status_1 -Status Enabled
    }

    It 'accepts the output of Get-LvbChannelStatus, but never its status' {
        $changes = Get-LvbChannelStatus status_1, status_2 | Set-LvbChannelStatus -Status Disabled -PassThru
        $changes.StreamId | Should -Be 'status_1', 'status_2'
        (Get-Command Set-LvbChannelStatus).Parameters['Status'].Attributes |
            Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } | Should -BeNullOrEmpty
        Set-LvbChannelStatus status_1, status_2 -Status Enabled
    }

    It 'refuses <Name> as a status, and sends nothing' -ForEach @(
        @{ Name = 'a number'; Value = 0 }
        @{ Name = 'a number as text'; Value = '0' }
        @{ Name = 'the state of an offline stream'; Value = [System.DayOfWeek]::Sunday; State = $true }
        @{ Name = 'a member of another enumeration'; Value = [System.DayOfWeek]::Sunday }
        @{ Name = 'half a name'; Value = 'Dis' }
        @{ Name = 'a wildcard'; Value = 'Dis*' }
        @{ Name = 'two names'; Value = 'Enabled,Disconnected' }
        @{ Name = 'nothing'; Value = $null }
    ) {
        if ($State) { $Value = [TencentLvb.LvbChannelState]::NoInput }
        $before = Get-Count
        $refusal = Get-Refusal { Set-LvbChannelStatus status_1 -Status $Value -ErrorAction Stop }
        $refusal | Should -Not -BeNullOrEmpty
        "$refusal" | Should -BeLike '*Disabled*Enabled*Disconnected*'
        Get-Count | Should -Be $before
    }

    It 'writes one error for one bad item, with that item as the target' {
        $changes = @('status_1', '', 'status_2' |
            Set-LvbChannelStatus -Status Enabled -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed)
        $changes.StreamId | Should -Be 'status_1', 'status_2'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'does not cut twice when the response is lost: <Kind>' -ForEach @(
        'DropAfterReading', 'DropAfterProcessing', 'Reset', 'HalfAnswer', 'Http500' | ForEach-Object { @{ Kind = $_ } }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Cut -Kind $Kind -Count 1
        $before = Get-Count $Wire.Cut
        Set-LvbChannelStatus status_1 -Status Disconnected -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        if ($Kind -eq 'Http500') { $failed[0].Exception.StatusCode | Should -Be 500 }
        $failed[0].TargetObject | Should -Be 'status_1'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "*Get-LvbChannelStatus -StreamId 'status_1'*"
        (Get-Count $Wire.Cut) - $before | Should -Be 1
    }

    It 'still bans when a response is lost' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Ban -Kind DropAfterProcessing -Count 1
        Set-LvbChannelStatus status_1 -Status Disabled -ErrorAction Stop
        Set-LvbChannelStatus status_1 -Status Enabled
    }
}

Describe 'Suspend-LvbChannel and Resume-LvbChannel on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'suspends for a time, counted from now' {
        $suspension = Suspend-LvbChannel 8888_sports -Duration 2h -PassThru
        $suspension.StreamId | Should -Be '8888_sports'
        $suspension.Suspended | Should -BeTrue
        $left = $suspension.Until.ToUnixTimeSeconds() - [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        $left | Should -BeGreaterThan 7190
        $left | Should -BeLessOrEqual 7201
        (Get-Last).Interface | Should -Be $Wire.Suspend
        $sent = Get-Sent (Get-Last)
        $until = $suspension.Until.ToUnixTimeSeconds()
        if ($Api -eq 'V2') { "$($sent.channel_id) $($sent.abstime_end) $($sent.action)" | Should -Be "8888_sports $until forbid" }
        else { ([DateTimeOffset]$sent.ResumeTime).ToUnixTimeSeconds() | Should -Be $until }
    }

    It 'suspends until a time' {
        $until = [System.DateTimeOffset]::UtcNow.AddDays(89)
        (Suspend-LvbChannel 8888_sports -Until $until -PassThru).Until.ToUnixTimeSeconds() | Should -BeIn $until.ToUnixTimeSeconds(),
            ($until.ToUnixTimeSeconds() + 1)
    }

    It 'suspends for exactly 90 days, and for whole seconds' {
        $latest = [System.DateTimeOffset]::UtcNow.AddDays(90)
        $long = Suspend-LvbChannel 8888_sports -Duration 90d -PassThru -ErrorAction Stop
        ($long.Until - $latest).TotalSeconds | Should -BeLessThan 1
        $until = [System.DateTimeOffset]::FromUnixTimeMilliseconds($latest.ToUnixTimeMilliseconds()).AddMilliseconds(-20)
        $null = Suspend-LvbChannel 8888_sports -Until $until -ErrorAction Stop
        $short = Suspend-LvbChannel 8888_sports -Duration 1s -PassThru
        $short.Until.Ticks % [timespan]::TicksPerSecond | Should -Be 0
        $short.Until | Should -BeGreaterThan ([System.DateTimeOffset]::UtcNow.AddMilliseconds(500))
    }

    It 'resumes with the current time as the end' {
        $suspension = Resume-LvbChannel 8888_sports -PassThru
        $suspension.Suspended | Should -BeFalse
        $suspension.Until | Should -BeNullOrEmpty
        (Get-Last).Interface | Should -Be $Wire.Resume
        if ($Api -eq 'V2') {
            $sent = Get-Sent (Get-Last)
            $sent.action | Should -Be 'resume'
            [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds() - $sent.abstime_end | Should -BeIn 0, 1, 2, 3
        }
    }

    It 'emits nothing for many streams without -PassThru' {
        $before = Get-Count $Wire.Suspend
        'suspend_1', 'suspend_2', 'suspend_3' | Suspend-LvbChannel -Duration 10m | Should -BeNullOrEmpty
        (Get-Count $Wire.Suspend) - $before | Should -Be 3
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'neither end nor duration'; Arguments = @{} }
        @{ Name = 'both'; Arguments = @{ Duration = '1h'; Until = '2030-01-01' } }
        @{ Name = 'the past'; Arguments = @{ Until = '2020-01-01' } }
        @{ Name = 'more than 90 days by duration'; Arguments = @{ Duration = '91d' } }
        @{ Name = 'more than 90 days by end'; Arguments = @{ Until = '2199-01-01' } }
        @{ Name = 'a duration of zero'; Arguments = @{ Duration = '0s' } }
    ) {
        $before = Get-Count
        $refusal = Get-Refusal { Suspend-LvbChannel 8888_sports @Arguments }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-Count | Should -Be $before
    }
}

Describe 'Set-LvbChannelDelay on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'sends whole seconds' {
        $delay = Set-LvbChannelDelay 8888_news -Delay 5m -PassThru
        (Get-Last).Interface | Should -Be $Wire.Delay
        $name = @{ V2 = 'time_length'; V3 = 'DelayTime' }[$Api]
        (Get-Sent (Get-Last)).$name | Should -Be 300
        $delay.StreamId | Should -Be '8888_news'
        $delay.Delay | Should -Be ([timespan]::FromMinutes(5))
        Set-LvbChannelDelay 8888_news -Delay 0s | Should -BeNullOrEmpty
        (Get-Last).Interface | Should -Be @{ V2 = 'Live_Set_Delay'; V3 = 'ResumeDelayLiveStream' }[$Api]
        if ($Api -eq 'V2') { (Get-Sent (Get-Last)).time_length | Should -Be 0 }
    }

    It 'refuses <Delay>' -ForEach @(@{ Delay = '601s' }, @{ Delay = '500ms' }, @{ Delay = '-00:00:01' }) {
        (Get-Refusal { Set-LvbChannelDelay 8888_news -Delay $Delay }).FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'shows the right form when the unit is missing' {
        "$(Get-Refusal { Set-LvbChannelDelay 8888_news -Delay 30 })" | Should -BeLike '*30*90s*'
    }
}

Describe 'Under -WhatIf on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'sends nothing, not even a lookup, and emits nothing: <Name>' -ForEach @(
        @{ Name = 'Set-LvbChannelStatus'; Arguments = @{ Status = 'Disabled'; PassThru = $true } }
        @{ Name = 'Suspend-LvbChannel'; Arguments = @{ Duration = '1h'; PassThru = $true } }
        @{ Name = 'Resume-LvbChannel'; Arguments = @{ PassThru = $true } }
        @{ Name = 'Set-LvbChannelDelay'; Arguments = @{ Delay = '30s'; PassThru = $true } }
        @{ Name = 'Start-LvbTape'; Arguments = @{ Duration = '1h' } }
        @{ Name = 'Stop-LvbTape'; Arguments = @{ TaskId = 7; PassThru = $true } }
    ) {
        $before = Get-Count
        & $Name -StreamId 8888_news @Arguments -WhatIf | Should -BeNullOrEmpty
        Get-Count | Should -Be $before
    }
}
