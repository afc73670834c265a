# The same cmdlets, objects and errors on both services. One emulated account lies behind both, so that what one does the other sees.
BeforeDiscovery {
    $services = foreach ($api in 'V2', 'V3') { @{ Api = $api; Other = if ($api -eq 'V2') { 'V3' } else { 'V2' } } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $old = Connect-Lvb -Emulator $emulator -PassThru
    $new = Connect-Lvb -Emulator $emulator -Api V3 -PassThru
    $connections = @{ V2 = $old; V3 = $new }
    $fast = @{
        V2 = Connect-Lvb -Emulator $emulator -MaximumRetryCount 0 -PassThru
        V3 = Connect-Lvb -Emulator $emulator -Api V3 -MaximumRetryCount 0 -PassThru
    }

    # What a job is called on the wire.
    $wire = @{
        V2 = @{
            Status = 'Live_Channel_GetStatus'
            Ban = 'Live_Channel_SetStatus'
            Cut = 'Live_Channel_SetStatus'
            Suspend = 'channel_manager'
            Live = 'Live_Channel_GetLiveChannelList'
            Stat = 'Get_LiveStat'
        }
        V3 = @{
            Status = 'DescribeLiveStreamState'
            Ban = 'ForbidLiveStream'
            Cut = 'DropLiveStream'
            Suspend = 'ForbidLiveStream'
            Live = 'DescribeLiveStreamOnlineList'
            Stat = 'DescribeLiveStreamPushInfoList'
        }
    }

    $all = '8888_concert', '8888_news', '8888_sports', '8888_studio'
    function Set-All([string]$State) { $all | ForEach-Object { Set-LvbEmulatorStream -Emulator $emulator -StreamId $_ -State $State } }
    function Get-Asked([string]$Interface = '*') { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface) }
    function Get-FirstError([scriptblock]$Script) { try { $null = & $Script } catch { $_ } }
    function Get-Id($ErrorRecord) { ($ErrorRecord.FullyQualifiedErrorId -split ',')[0] }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'On <Api>' -ForEach $services {
    BeforeAll {
        $here = @{ Connection = $connections[$Api] }
        $there = @{ Connection = $connections[$Other] }
        $once = @{ Connection = $fast[$Api] }
    }

    BeforeEach { Set-All Live }

    AfterEach {
        Set-LvbEmulatorFault -Emulator $emulator -Clear
        '8888_news', '8888_sports' | Resume-LvbChannel -Connection $old
        '8888_news', '8888_sports' | Set-LvbChannelStatus -Status Enabled -Connection $old
    }

    Context 'Get-LvbChannelStatus' {
        It 'reports the state of each stream, in the order of the input' {
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_studio -State NoInput
            $states = @('8888_news', '8888_studio', '8888_sports' | Get-LvbChannelStatus @here)
            $states.StreamId | Should -Be @('8888_news', '8888_studio', '8888_sports')
            $states.Status | Should -Be @('Live', 'NoInput', 'Live')
            $states | ForEach-Object { $_ | Should -BeOfType 'TencentLvb.ChannelStatus' }
        }

        It 'reports a ban as Disabled' {
            Set-LvbChannelStatus 8888_news -Status Disabled @there
            (Get-LvbChannelStatus 8888_news @here).Status | Should -Be 'Disabled'
        }

        It 'gives one error for one bad id, and the others go on' {
            $states = @('8888_news', '', '8888_sports' | Get-LvbChannelStatus @here -ErrorAction SilentlyContinue -ErrorVariable failures)
            $states.StreamId | Should -Be @('8888_news', '8888_sports')
            Get-Id $failures[0] | Should -Be 'LvbInvalidArgument'
        }

        It 'goes on after an error of the service, whose target is the stream' {
            Set-LvbEmulatorFault -Emulator $emulator -Interface $wire[$Api].Status -Kind Http500 -Count 1
            $quietly = @{ ThrottleLimit = 1; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures' }
            $states = @('8888_news', '8888_sports' | Get-LvbChannelStatus @once @quietly)
            $states.StreamId | Should -Be '8888_sports'
            Get-Id $failures[0] | Should -Be 'LvbHttp.500'
            $failures[0].TargetObject | Should -Be '8888_news'
        }
    }

    Context 'A ban' {
        It 'is seen by the other service: <How>' -ForEach @(
            @{
                How  = 'Set-LvbChannelStatus'
                Do   = { Set-LvbChannelStatus 8888_news -Status Disabled @here }
                Undo = { Set-LvbChannelStatus 8888_news -Status Enabled @here }
            }
            @{
                How  = 'Suspend-LvbChannel'
                Do   = { Suspend-LvbChannel 8888_news -Duration 1h @here }
                Undo = { Resume-LvbChannel 8888_news @here }
            }
        ) {
            & $Do | Should -BeNullOrEmpty
            (Get-LvbChannelStatus 8888_news @there).Status | Should -BeIn 'Disabled', 'Forbidden'
            & $Undo | Should -BeNullOrEmpty
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State Live
            (Get-LvbChannelStatus 8888_news @there).Status | Should -Be 'Live'
        }

        It 'is lifted by the other service' {
            Suspend-LvbChannel 8888_news -Duration 1h @here
            Resume-LvbChannel 8888_news @there
            (Get-LvbChannelStatus 8888_news @here).Status | Should -Not -BeIn 'Disabled', 'Forbidden'
        }

        It 'emits what was done with -PassThru' {
            $until = [DateTimeOffset]::Now.AddDays(2)
            $suspended = Suspend-LvbChannel 8888_news -Until $until -PassThru @here
            $suspended | Should -BeOfType 'TencentLvb.ChannelSuspension'
            $suspended.Suspended | Should -BeTrue
            [Math]::Abs(($suspended.Until - $until).TotalSeconds) | Should -BeLessThan 1.001
            (Resume-LvbChannel 8888_news -PassThru @here).Suspended | Should -BeFalse
            (Set-LvbChannelStatus 8888_sports -Status Enabled -PassThru @here).Status | Should -Be 'Enabled'
        }

        It 'is of at most 90 days' {
            Get-Id (Get-FirstError { Suspend-LvbChannel 8888_news -Duration 91d @here -ErrorAction Stop }) | Should -Be 'LvbInvalidArgument'
        }

        It 'is not sent under -WhatIf, nor is anything looked up' {
            $before = (Get-Asked).Count
            '8888_news', 'nobody' | Suspend-LvbChannel -Duration 1h @here -WhatIf | Should -BeNullOrEmpty
            Set-LvbChannelStatus 8888_news -Status Disabled @here -WhatIf | Should -BeNullOrEmpty
            (Get-Asked).Count | Should -Be $before
        }
    }

    Context 'A cut' {
        It 'ends the push' {
            Set-LvbChannelStatus 8888_news -Status Disconnected @here
            (Get-LvbChannelStatus 8888_news @there).Status | Should -Be 'NoInput'
        }

        It 'is one request when the answer is lost: <Kind>' -ForEach @(
            'DropAfterReading', 'Reset', 'HalfAnswer', 'Http500' | ForEach-Object { @{ Kind = $_ } }
        ) {
            Set-LvbEmulatorFault -Emulator $emulator -Interface $wire[$Api].Cut -Kind $Kind
            $before = (Get-Asked $wire[$Api].Cut).Count
            $failure = Get-FirstError { Set-LvbChannelStatus 8888_news -Status Disconnected @here -ErrorAction Stop }
            Get-Id $failure | Should -Be 'LvbAmbiguousOutcome'
            $failure.TargetObject | Should -Be '8888_news'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannelStatus -StreamId*8888_news*'
            (Get-Asked $wire[$Api].Cut).Count - $before | Should -Be 1
        }
    }

    Context 'Lists of what is live' {
        It 'name the same streams' {
            @((Get-LvbLiveChannel @here).StreamId | Sort-Object) | Should -Be $all
            @((Get-LvbLiveStat @here).StreamId | Sort-Object) | Should -Be $all
            @((Get-LvbLivePushStat @here).StreamId | Sort-Object) | Should -Be $all
        }

        It 'have figures of push and playback' {
            $stat = Get-LvbLiveStat 8888_news @here
            $stat | Should -BeOfType 'TencentLvb.LiveStat'
            $stat.Fps | Should -BeGreaterThan 0
            $stat.BitrateBps | Should -BeGreaterThan 0
            $stat.Online | Should -BeGreaterThan 0
            $stat.BandwidthMbps | Should -BeGreaterThan 0
            ([DateTimeOffset]::Now - $stat.Time).TotalMinutes | Should -BeLessThan 10
            $play = Get-LvbLivePlayStat 8888_news @here
            $play.Online | Should -BeGreaterThan 0
        }

        It 'say nothing about a stream that is not live, without an error' {
            Get-LvbLiveStat nobody @here -ErrorVariable failures | Should -BeNullOrEmpty
            $failures | Should -BeNullOrEmpty
        }

        It 'sum up' {
            $sum = Get-LvbLiveStat -Summary @here
            $sum | Should -BeOfType 'TencentLvb.LiveStatSummary'
            $sum.StreamCount | Should -Be 4
            $sum.TotalOnline | Should -BeGreaterThan 0
        }

        It 'are empty when nothing is live' {
            Set-All NoInput
            Get-LvbLiveChannel @here | Should -BeNullOrEmpty
            Get-LvbLiveStat @here -ErrorVariable failures | Should -BeNullOrEmpty
            Get-LvbLivePushStat @here -ErrorVariable +failures | Should -BeNullOrEmpty
            (Get-LvbLiveStat -Summary @here).StreamCount | Should -Be 0
            $failures | Should -BeNullOrEmpty
        }

        It 'stop at -First' {
            @(Get-LvbLiveStat -First 2 @here) | Should -HaveCount 2
            @(Get-LvbLiveStat @here | Select-Object -First 1) | Should -HaveCount 1
        }
    }

    Context 'Wait-LvbChannel' {
        It 'emits at once what is there already' {
            (Wait-LvbChannel 8888_news -Status Live -Timeout 5s @here).Status | Should -Be 'Live'
        }

        It 'gives LvbTimeout for a stream that is not there in time' {
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_studio -State NoInput
            $failure = Get-FirstError { Wait-LvbChannel 8888_studio -Status Live -Timeout 300ms -PollInterval 50ms @here -ErrorAction Stop }
            Get-Id $failure | Should -Be 'LvbTimeout'
        }

        It 'waits for a stream that was never pushed' {
            $failure = Get-FirstError { Wait-LvbChannel 8888_later -Status Live -Timeout 200ms -PollInterval 50ms @here -ErrorAction Stop }
            Get-Id $failure | Should -Be 'LvbTimeout'
        }

        It 'takes NoInput for true after three answers in a row' {
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_studio -State NoInput
            $before = (Get-Asked $wire[$Api].Status).Count
            (Wait-LvbChannel 8888_studio -Status NoInput -Timeout 10s -PollInterval 20ms @here).Status | Should -Be 'NoInput'
            (Get-Asked $wire[$Api].Status).Count - $before | Should -Be 3
        }
    }

    Context 'Test-LvbConnection' {
        It 'passes each step, and says which service the account needs, with the line that connects' {
            $steps = @(Test-LvbConnection -Detailed @here)
            $steps.Step | Should -Be @('Secret', 'Dns', 'Connect', 'Clock', 'Signature', 'Account')
            $steps.Succeeded | Should -Not -Contain $false
            $line = @{ V2 = '*needs API 2.0*Connect-Lvb -AppId*'; V3 = '*needs API 3.0*Connect-Lvb -SecretId*' }[$Api]
            $steps[-1].Message | Should -BeLike $line
        }

        It 'fails the step Signature when it is refused' {
            Set-LvbEmulatorFault -Emulator $emulator -Kind SignInvalid
            Test-LvbConnection @once | Should -BeFalse
            $steps = @(Test-LvbConnection -Detailed @once)
            ($steps | Where-Object Step -EQ Signature).Succeeded | Should -BeFalse
            ($steps | Where-Object Step -EQ Account).Succeeded | Should -BeNullOrEmpty
        }
    }

    Context 'What the network does' {
        It 'has the same error: <Kind>' -ForEach @(
            @{ Kind = 'DropAfterReading'; Id = 'LvbNetwork' }
            @{ Kind = 'HalfAnswer'; Id = 'LvbNetwork' }
            @{ Kind = 'Http403'; Id = 'LvbHttp.403' }
            @{ Kind = 'Http429'; Id = 'LvbHttp.429' }
            @{ Kind = 'Http500'; Id = 'LvbHttp.500' }
            @{ Kind = 'Garbage'; Id = 'LvbBadReply' }
        ) {
            Set-LvbEmulatorFault -Emulator $emulator -Interface $wire[$Api].Status -Kind $Kind
            $failure = Get-FirstError { Get-LvbChannelStatus 8888_news @once -ErrorAction Stop }
            Get-Id $failure | Should -Be $Id
            $failure.Exception.Interface | Should -Be $wire[$Api].Status
        }
    }
}
