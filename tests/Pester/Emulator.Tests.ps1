# The emulator as users see it. tests/Unit/Emulator tests its responses byte by byte.

BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Test-PortIsFree([int]$Port) {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $Port)
        try { $listener.Start(); $true } catch { $false } finally { $listener.Stop() }
    }
}

AfterAll { Stop-LvbEmulator }

Describe 'Start-LvbEmulator' {
    AfterEach { Stop-LvbEmulator; Disconnect-Lvb }

    It 'emits an object that Connect-Lvb accepts from the pipeline' {
        $emulator = Start-LvbEmulator
        $emulator | Should -BeOfType ([TencentLvb.LvbEmulator])
        $emulator.Uri.IsLoopback | Should -BeTrue
        $emulator.IsRunning | Should -BeTrue
        $connection = $emulator | Connect-Lvb -PassThru
        $connection.AppId | Should -Be $emulator.AppId
        $connection.Endpoint | Should -Be $emulator.Uri
        $connection.StatEndpoint | Should -Be $emulator.Uri
        Get-LvbChannel | Should -BeNullOrEmpty
    }

    It 'accepts the account and its key, which can be used to connect' {
        $emulator = Start-LvbEmulator -AppId 1400001 -Key (ConvertTo-TestKey) -SampleData
        Connect-Lvb -AppId 1400001 -Key (ConvertTo-TestKey) -Endpoint $emulator.Uri -StatEndpoint $emulator.Uri
        (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
        Connect-Lvb -AppId 1400001 -Key (ConvertTo-TestKey 'another') -Endpoint $emulator.Uri -StatEndpoint $emulator.Uri
        { Get-LvbChannelStatus 8888_news -ErrorAction Stop } | Should -Throw -ErrorId 'LvbSignatureInvalid*'
        Connect-Lvb -AppId 7 -Key (ConvertTo-TestKey) -Endpoint $emulator.Uri -StatEndpoint $emulator.Uri
        { Get-LvbChannelStatus 8888_news -ErrorAction Stop } | Should -Throw -ErrorId 'LvbNotActivated*'
    }

    It 'shows no key' {
        $emulator = Start-LvbEmulator -Key (ConvertTo-TestKey 'canary-key')
        $all = @($emulator.PSObject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join "`n"
        $all | Should -Not -Match 'canary|SecureString'
    }

    It 'fills the account with -SampleData' {
        Start-LvbEmulator -SampleData | Connect-Lvb
        @(Get-LvbLiveChannel).Count | Should -BeGreaterOrEqual 3
        @(Get-LvbChannel).Count | Should -BeGreaterThan 10
        @(Get-LvbChannel).Status | Should -Contain 'Forbidden'
        @(Get-LvbScreenshot).Count | Should -Be 4
        @(Get-LvbScreenshot).Count | Should -Be 0
        $now = [DateTimeOffset]::Now
        @(Get-LvbTapeFile 8888_news -StartTime $now.AddDays(-4) -EndTime $now).Count | Should -BeGreaterThan 10
        @(Get-LvbLivePlayStatHistory 8888_news -StartTime $now.AddHours(-3) -EndTime $now).Count | Should -BeGreaterOrEqual 180
    }

    It 'starts nothing under -WhatIf' {
        Start-LvbEmulator -WhatIf | Should -BeNullOrEmpty
        { Set-LvbEmulatorStream room1 -State Live } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'names a port that is in use' {
        $first = Start-LvbEmulator
        { Start-LvbEmulator -Port $first.Uri.Port } | Should -Throw -ErrorId 'LvbListenFailed*'
    }

    It 'refuses an invalid fault: <Why>' -ForEach @(
        @{ Why = 'no fault type'; Fault = @{ Rate = 0.5 } }
        @{ Why = 'an unknown fault type'; Fault = @{ Kind = 'Explosion' } }
        @{ Why = 'an unknown field'; Fault = @{ Kind = 'Http500'; Share = 0.5 } }
        @{ Why = 'both rate and count'; Fault = @{ Kind = 'Http500'; Rate = 0.5; Count = 1 } }
        @{ Why = 'a rate above one'; Fault = @{ Kind = 'Http500'; Rate = 2 } }
        @{ Why = 'an unknown interface'; Fault = @{ Kind = 'Http500'; Interface = 'Live_Chanel_*' } }
    ) {
        { Start-LvbEmulator -Fault $Fault } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'accepts another form of responses' {
        Start-LvbEmulator -SampleData -Shape StatusObject, NumbersAsText, LiveChannelObjects | Connect-Lvb
        $status = Get-LvbChannelStatus 8888_news
        $status.Status | Should -Be 'Live'
        $status.Width | Should -Be 1920
        @(Get-LvbLiveChannel).StreamId | Should -Contain '8888_news'
    }
}

Describe 'Set-LvbEmulatorStream' {
    BeforeEach { $emulator = Start-LvbEmulator; $emulator | Connect-Lvb }
    AfterEach { Stop-LvbEmulator; Disconnect-Lvb }

    It 'pushes, cuts and breaks a stream' -ForEach @(
        @{ State = 'Live'; Status = 'Live' }
        @{ State = 'NoInput'; Status = 'NoInput' }
        @{ State = 'Error'; Status = 'Error' }
    ) {
        Set-LvbEmulatorStream room1 -State Live
        Set-LvbEmulatorStream room1 -State $State
        (Get-LvbChannelStatus room1).Status | Should -Be $Status
    }

    It 'accepts streams from the pipeline, by value and by property' {
        'a', 'b' | Set-LvbEmulatorStream -State Live
        [pscustomobject]@{ ChannelId = 'c' } | Set-LvbEmulatorStream -State Live
        @(Get-LvbLiveChannel).StreamId | Should -Be 'a', 'b', 'c'
    }

    It 'accepts the emulator from the pipeline' {
        $other = Start-LvbEmulator
        $emulator | Set-LvbEmulatorStream -StreamId a -State Live
        @(Get-LvbLiveChannel).StreamId | Should -Be 'a'
        $other | Connect-Lvb
        Get-LvbLiveChannel | Should -BeNullOrEmpty
    }

    It 'sets viewers and adds screenshots' {
        Set-LvbEmulatorStream room1 -State Live -Online 321 -Screenshot 3
        (Get-LvbLiveStat room1).Online | Should -Be 321
        @(Get-LvbScreenshot).StreamId | Should -Be 'room1', 'room1', 'room1'
    }

    It 'writes one error for a bad stream and processes the others' {
        'a', '', 'b' | Set-LvbEmulatorStream -State Live -ErrorVariable failed -ErrorAction SilentlyContinue
        @($failed).Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        @(Get-LvbLiveChannel).StreamId | Should -Be 'a', 'b'
    }

    It 'does nothing under -WhatIf' {
        Set-LvbEmulatorStream room1 -State Live -WhatIf
        Get-LvbLiveChannel | Should -BeNullOrEmpty
    }

    It 'is refused by a stopped emulator' {
        Stop-LvbEmulator
        { Set-LvbEmulatorStream room1 -State Live -Emulator $emulator } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe 'Stop-LvbEmulator' {
    It 'stops only the specified emulator, and frees its port' {
        $one = Start-LvbEmulator
        $two = Start-LvbEmulator
        $one | Stop-LvbEmulator
        $one.IsRunning, $two.IsRunning | Should -Be $false, $true
        Test-PortIsFree $one.Uri.Port | Should -BeTrue
        Stop-LvbEmulator
        $two.IsRunning | Should -BeFalse
        Test-PortIsFree $two.Uri.Port | Should -BeTrue
    }

    It 'can be repeated' {
        $emulator = Start-LvbEmulator
        $emulator | Stop-LvbEmulator
        $emulator | Stop-LvbEmulator
        Stop-LvbEmulator
        $emulator.IsRunning | Should -BeFalse
    }

    It 'does not affect the emulators of other runspaces, which end with their runspaces' {
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $manifest = Join-Path (Get-Module -Name TencentLvb).ModuleBase TencentLvb.psd1
            $other = $shell.AddCommand('Import-Module').AddParameter('Name', $manifest).AddStatement().
                AddCommand('Start-LvbEmulator').Invoke()[0]
            Stop-LvbEmulator
            $other.IsRunning | Should -BeTrue
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
        $other.IsRunning | Should -BeFalse
        Test-PortIsFree $other.Uri.Port | Should -BeTrue
    }
}
