# What only both services together show: both lead to one emulated account, so that each sees the changes of the other. And what applies to
# every cmdlet on both: the steps of a connection test, and the errors of the network.
BeforeDiscovery {
    . $PSScriptRoot/Services.ps1
    $pairs = foreach ($service in $services) { $service + @{ Other = if ($service.Api -eq 'V2') { 'V3' } else { 'V2' } } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $connections = @{}
    $fast = @{}
    foreach ($api in 'V2', 'V3') {
        $connections[$api] = Connect-Lvb -Emulator $emulator -Api $api -PassThru
        $fast[$api] = Connect-Lvb -Emulator $emulator -Api $api -MaximumRetryCount 0 -PassThru
    }

    $all = '8888_concert', '8888_news', '8888_sports', '8888_studio'
    function Set-All([string]$State) { $all | ForEach-Object { Set-LvbEmulatorStream -Emulator $emulator -StreamId $_ -State $State } }
    function Get-FirstError([scriptblock]$Script) { try { $null = & $Script } catch { $_ } }
    function Get-Id($ErrorRecord) { ($ErrorRecord.FullyQualifiedErrorId -split ',')[0] }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'On <Service>' -ForEach $pairs {
    BeforeAll {
        $here = @{ Connection = $connections[$Api] }
        $there = @{ Connection = $connections[$Other] }
        $once = @{ Connection = $fast[$Api] }
    }

    BeforeEach { Set-All Live }

    AfterEach {
        Set-LvbEmulatorFault -Emulator $emulator -Clear
        '8888_news', '8888_sports' | Resume-LvbChannel -Connection $connections.V2
        '8888_news', '8888_sports' | Set-LvbChannelStatus -Status Enabled -Connection $connections.V2
    }

    Context 'A change' {
        It 'is seen and undone by the other service: <How>' -ForEach @(
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

        It 'is undone when the other service lifts a ban' {
            Suspend-LvbChannel 8888_news -Duration 1h @here
            (Get-LvbChannelStatus 8888_news @here).Status | Should -BeIn 'Disabled', 'Forbidden'
            Resume-LvbChannel 8888_news @there
            (Get-LvbChannelStatus 8888_news @here).Status | Should -Not -BeIn 'Disabled', 'Forbidden'
        }

        It 'cuts the push there too' {
            Set-LvbChannelStatus 8888_news -Status Disconnected @here
            (Get-LvbChannelStatus 8888_news @there).Status | Should -Be 'NoInput'
        }
    }

    Context 'Lists of live streams' {
        It 'name the same streams' {
            @((Get-LvbLiveChannel @here).StreamId | Sort-Object) | Should -Be $all
            @((Get-LvbLiveStat @here).StreamId | Sort-Object) | Should -Be $all
            @((Get-LvbLivePushStat @here).StreamId | Sort-Object) | Should -Be $all
        }

        It 'are empty when no stream is live' {
            Set-All NoInput
            Get-LvbLiveChannel @here | Should -BeNullOrEmpty
            Get-LvbLiveStat @here -ErrorVariable failures | Should -BeNullOrEmpty
            Get-LvbLivePushStat @here -ErrorVariable +failures | Should -BeNullOrEmpty
            (Get-LvbLiveStat -Summary @here).StreamCount | Should -Be 0
            $failures | Should -BeNullOrEmpty
        }
    }

    Context 'Test-LvbConnection' {
        It 'passes each step, and shows which service the account needs, with the command that connects' {
            $steps = @(Test-LvbConnection -Detailed @here)
            $steps.Step | Should -Be @('Secret', 'Dns', 'Connect', 'Clock', 'Signature', 'Account')
            $steps.Succeeded | Should -Not -Contain $false
            $line = @{ V2 = '*works with API 2.0*Connect-Lvb -AppId*'; V3 = '*works with API 3.0*Connect-Lvb -SecretId*' }[$Api]
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

    Context 'A network failure' {
        It 'causes the same error: <Kind>' -ForEach @(
            @{ Kind = 'DropAfterReading'; Id = 'LvbNetwork' }
            @{ Kind = 'HalfAnswer'; Id = 'LvbNetwork' }
            @{ Kind = 'Http403'; Id = 'LvbHttp.403' }
            @{ Kind = 'Http429'; Id = 'LvbHttp.429' }
            @{ Kind = 'Http500'; Id = 'LvbHttp.500' }
            @{ Kind = 'Garbage'; Id = 'LvbBadReply' }
        ) {
            Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Status -Kind $Kind
            $failure = Get-FirstError { Get-LvbChannelStatus 8888_news @once -ErrorAction Stop }
            Get-Id $failure | Should -Be $Id
            $failure.Exception.Interface | Should -Be $Wire.Status
        }
    }
}
