# What changes a stream: its status, a suspension, its delay.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $emulator | Connect-Lvb
    function Get-Refusal([scriptblock]$Command) {
        try { & $Command | Out-Null } catch { return $_ }
    }
    function Get-Query {
        @(Get-LvbEmulatorRequest -Emulator $emulator)[-1].Query
    }
    function Get-RequestCount { @(Get-LvbEmulatorRequest -Emulator $emulator).Count }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Set-LvbChannelStatus' {
    BeforeEach { Set-LvbEmulatorStream -Emulator $emulator -StreamId status_1, status_2 -State Live }

    It 'bans and allows again, and says nothing' {
        Set-LvbChannelStatus status_1 -Status Disabled | Should -BeNullOrEmpty
        Get-Query | Should -BeLike '*interface=Live_Channel_SetStatus&Param.s.channel_id=status_1&Param.n.status=0&*'
        "$((Get-LvbChannelStatus status_1).Status)" | Should -Be 'Disabled'
        Set-LvbChannelStatus status_1 -Status enabled
        "$((Get-LvbChannelStatus status_1).Status)" | Should -Be 'NoInput'
    }

    It 'emits what was set with -PassThru' {
        $change = Set-LvbChannelStatus status_1 -Status Disconnected -PassThru
        $change.StreamId | Should -Be 'status_1'
        $change.Status | Should -Be ([TencentLvb.LvbChannelCommand]::Disconnected)
        $change.GetType().Name | Should -Be 'ChannelStatusChange'
    }

    It 'sends path and domain' {
        Set-LvbChannelStatus status_1 -Status Enabled -AppName live -Domain push.example.com
        Get-Query | Should -BeLike '*&Param.s.path=live&Param.s.domain=push.example.com&*'
    }

    It 'takes what Get-LvbChannelStatus gives, but never its status' {
        $changes = Get-LvbChannelStatus status_1, status_2 | Set-LvbChannelStatus -Status Disabled -PassThru
        $changes.StreamId | Should -Be 'status_1', 'status_2'
        (Get-Command Set-LvbChannelStatus).Parameters['Status'].Attributes | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } | Should -BeNullOrEmpty
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
        $before = Get-RequestCount
        $refusal = Get-Refusal { Set-LvbChannelStatus status_1 -Status $Value -ErrorAction Stop }
        $refusal | Should -Not -BeNullOrEmpty
        "$refusal" | Should -BeLike '*Disabled*Enabled*Disconnected*'
        Get-RequestCount | Should -Be $before
    }

    It 'gives one error for one bad item, whose target is that item' {
        $changes = @('status_1', '', 'status_2' | Set-LvbChannelStatus -Status Enabled -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed)
        $changes.StreamId | Should -Be 'status_1', 'status_2'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'does not cut twice when the answer is lost' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Channel_SetStatus -Kind DropAfterProcessing -Count 1
        $before = Get-RequestCount
        Set-LvbChannelStatus status_1 -Status Disconnected -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        $failed[0].TargetObject | Should -Be 'status_1'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "*Get-LvbChannelStatus -StreamId 'status_1'*"
        (Get-RequestCount) - $before | Should -Be 1
    }

    It 'bans all the same when an answer is lost' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Channel_SetStatus -Kind DropAfterProcessing -Count 1
        Set-LvbChannelStatus status_1 -Status Disabled -ErrorAction Stop
        Set-LvbChannelStatus status_1 -Status Enabled
    }

    It 'says how to look when the service gave nothing back' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Channel_SetStatus -Kind NoReturnData -Count 1
        Set-LvbChannelStatus status_1 -Status Disabled -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbNoReturnData*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannelStatus*'
    }
}

Describe 'Suspend-LvbChannel and Resume-LvbChannel' {
    It 'suspends for a time, counted from now' {
        $suspension = Suspend-LvbChannel 8888_sports -Duration 2h -PassThru
        $suspension.StreamId | Should -Be '8888_sports'
        $suspension.Suspended | Should -BeTrue
        $left = $suspension.Until.ToUnixTimeSeconds() - [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        $left | Should -BeGreaterThan 7190
        $left | Should -BeLessOrEqual 7201
        Get-Query | Should -BeLike "*interface=channel_manager&Param.s.channel_id=8888_sports&Param.n.abstime_end=$($suspension.Until.ToUnixTimeSeconds())&Param.s.action=forbid&*"
    }

    It 'suspends until a time' {
        $until = [System.DateTimeOffset]::UtcNow.AddDays(89)
        (Suspend-LvbChannel 8888_sports -Until $until -PassThru).Until.ToUnixTimeSeconds() | Should -BeIn $until.ToUnixTimeSeconds(), ($until.ToUnixTimeSeconds() + 1)
    }

    It 'resumes with the present as the end' {
        $suspension = Resume-LvbChannel 8888_sports -PassThru
        $suspension.Suspended | Should -BeFalse
        $suspension.Until | Should -BeNullOrEmpty
        $now = [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        Get-Query | Should -Match '&Param\.n\.abstime_end=(\d+)&Param\.s\.action=resume&'
        $now - [regex]::Match((Get-Query), 'abstime_end=(\d+)').Groups[1].Value | Should -BeIn 0, 1, 2, 3
    }

    It 'says nothing without -PassThru, of many streams' {
        $before = Get-RequestCount
        'suspend_1', 'suspend_2', 'suspend_3' | Suspend-LvbChannel -Duration 10m | Should -BeNullOrEmpty
        (Get-RequestCount) - $before | Should -Be 3
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'neither end nor duration'; Arguments = @{} }
        @{ Name = 'both'; Arguments = @{ Duration = '1h'; Until = '2030-01-01' } }
        @{ Name = 'the past'; Arguments = @{ Until = '2020-01-01' } }
        @{ Name = 'more than 90 days by duration'; Arguments = @{ Duration = '91d' } }
        @{ Name = 'more than 90 days by end'; Arguments = @{ Until = '2199-01-01' } }
        @{ Name = 'no time at all'; Arguments = @{ Duration = '0s' } }
    ) {
        $before = Get-RequestCount
        $refusal = Get-Refusal { Suspend-LvbChannel 8888_sports @Arguments }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-RequestCount | Should -Be $before
    }
}

Describe 'Set-LvbChannelDelay' {
    It 'sends whole seconds' {
        $delay = Set-LvbChannelDelay 8888_news -Delay 5m -PassThru
        Get-Query | Should -BeLike '*interface=Live_Set_Delay&Param.s.channel_id=8888_news&Param.n.time_length=300&*'
        $delay.StreamId | Should -Be '8888_news'
        $delay.Delay | Should -Be ([timespan]::FromMinutes(5))
        Set-LvbChannelDelay 8888_news -Delay 0s | Should -BeNullOrEmpty
        Get-Query | Should -BeLike '*&Param.n.time_length=0&*'
    }

    It 'refuses <Delay>' -ForEach @(@{ Delay = '601s' }, @{ Delay = '500ms' }, @{ Delay = '-00:00:01' }) {
        (Get-Refusal { Set-LvbChannelDelay 8888_news -Delay $Delay }).FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'shows the right form when the unit is missing' {
        "$(Get-Refusal { Set-LvbChannelDelay 8888_news -Delay 30 })" | Should -BeLike '*30*90s*'
    }
}

Describe 'Under -WhatIf' {
    It 'nothing leaves and nothing is emitted: <Name>' -ForEach @(
        @{ Name = 'Set-LvbChannelStatus'; Arguments = @{ Status = 'Disabled'; PassThru = $true } }
        @{ Name = 'Suspend-LvbChannel'; Arguments = @{ Duration = '1h'; PassThru = $true } }
        @{ Name = 'Resume-LvbChannel'; Arguments = @{ PassThru = $true } }
        @{ Name = 'Set-LvbChannelDelay'; Arguments = @{ Delay = '30s'; PassThru = $true } }
        @{ Name = 'Start-LvbTape'; Arguments = @{ Duration = '1h' } }
        @{ Name = 'Stop-LvbTape'; Arguments = @{ TaskId = 7; PassThru = $true } }
    ) {
        $before = Get-RequestCount
        & $Name -StreamId 8888_news @Arguments -WhatIf | Should -BeNullOrEmpty
        Get-RequestCount | Should -Be $before
    }
}

Describe 'What the service refuses' {
    It 'comes with what to do: <Command>' -ForEach @(
        @{ Command = 'Invoke-LvbApi Nonsense'; Id = 'LvbApi.4005'; Advice = '*Press Tab after Invoke-LvbApi*' }
        @{ Command = 'Invoke-LvbApi Live_Channel_GetStatus @{ nonsense = 1 }'; Id = 'LvbApi.20001'; Advice = '*names and the values of the parameters*' }
        @{ Command = 'Stop-LvbTape 8888_news 123'; Id = 'LvbApi.20002'; Advice = '*has ended, or its id belongs to another stream*Get-LvbTapeFile*' }
    ) {
        try { $null = & ([scriptblock]::Create("$Command -ErrorAction Stop")) } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'is refused here already: a recording that would have ended' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        { Start-LvbTape 8888_news -StartTime (Get-Date).AddHours(-2) -Duration 10m } | Should -Throw -ErrorId 'LvbInvalidArgument*' -ExpectedMessage '*has passed*'
        { Start-LvbTape 8888_news -StartTime (Get-Date).AddHours(-2) -EndTime (Get-Date).AddHours(-1) } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
        (Start-LvbTape 8888_news -StartTime (Get-Date).AddMinutes(-2) -Duration 10m).TaskId | Should -Not -BeNullOrEmpty
    }

    It 'is said once' {
        $messages = try { Start-LvbStreamMix said 8888_news -InputStream (New-LvbMixInput 8888_news -Layer 1) -ErrorAction Stop } catch { "$_" }
        $messages | Should -BeLike '*fewer than two inputs*'
        [regex]::Matches($messages, 'fewer than two inputs').Count | Should -Be 1
    }
}
