# Faults of the emulator, and the requests that it received.
BeforeAll { . $PSScriptRoot/Common.ps1 }

AfterAll { Stop-LvbEmulator }

Describe 'Set-LvbEmulatorFault' {
    BeforeEach {
        $emulator = Start-LvbEmulator -SampleData
        $emulator | Connect-Lvb -MaximumRetryCount 0
    }
    AfterEach { Stop-LvbEmulator; Disconnect-Lvb }

    It 'makes the specified number of requests to an interface fail' {
        Set-LvbEmulatorFault -Interface Live_Channel_GetStatus -Kind Http500 -Count 1
        @(Get-LvbLiveChannel).Count | Should -BeGreaterThan 2
        { Get-LvbChannelStatus 8888_news -ErrorAction Stop } | Should -Throw -ErrorId 'LvbHttp.500*'
        (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
    }

    It 'can be cleared' {
        Set-LvbEmulatorFault * SystemError
        { Get-LvbChannelStatus 8888_news -ErrorAction Stop } | Should -Throw -ErrorId 'LvbApi.1201*'
        Set-LvbEmulatorFault -Clear
        (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
    }

    It 'causes the matching error: <Kind>' -ForEach @(
        @{ Kind = 'DropAfterReading'; Id = 'LvbNetwork*' }
        @{ Kind = 'Reset'; Id = 'LvbNetwork*' }
        @{ Kind = 'HalfAnswer'; Id = 'LvbNetwork*' }
        @{ Kind = 'Http403'; Id = 'LvbHttp.403*' }
        @{ Kind = 'Http429'; Id = 'LvbHttp.429*' }
        @{ Kind = 'Garbage'; Id = 'LvbBadReply*' }
        @{ Kind = 'EmptyReply'; Id = 'LvbBadReply*' }
        @{ Kind = 'NoReturnData'; Id = 'LvbNoReturnData*' }
        @{ Kind = 'FrequencyLimit'; Id = 'LvbApi.1202*' }
        @{ Kind = 'SignInvalid'; Id = 'LvbSignatureInvalid*' }
        @{ Kind = 'NotActivated'; Id = 'LvbNotActivated*' }
    ) {
        Set-LvbEmulatorFault -Kind $Kind
        { Get-LvbChannelStatus 8888_news -ErrorAction Stop } | Should -Throw -ErrorId $Id
    }

    It 'refuses invalid faults' {
        { Set-LvbEmulatorFault -Rate 0.5 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Set-LvbEmulatorFault -Kind Http500 -Rate 0.5 -Count 1 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Set-LvbEmulatorFault -Clear -Rate 0.5 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Set-LvbEmulatorFault -Interface Live_Chanel_* -Kind Http500 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe 'Get-LvbEmulatorRequest' {
    BeforeEach { $emulator = Start-LvbEmulator -SampleData; $emulator | Connect-Lvb }
    AfterEach { Stop-LvbEmulator; Disconnect-Lvb }

    It 'shows requests and responses, without the sign' {
        Get-LvbChannelStatus 8888_news | Out-Null
        Get-LvbChannelStatus never -ErrorAction SilentlyContinue | Out-Null
        $requests = @(Get-LvbEmulatorRequest)
        $requests.Interface | Should -Be 'Live_Channel_GetStatus', 'Live_Channel_GetStatus'
        $requests.Method | Should -Be 'GET', 'GET'
        $requests.Answer | Should -Be '0', '20601'
        $requests[0].Query | Should -Match 'Param\.s\.channel_id=8888_news'
        $requests[0].Query | Should -Not -Match 'sign=[0-9a-f]'
        ([DateTimeOffset]::Now - $requests[0].Time).TotalMinutes | Should -BeLessThan 5
    }

    It 'can be limited to interfaces and accepts the emulator from the pipeline' {
        Get-LvbLiveChannel | Out-Null
        Get-LvbChannelStatus 8888_news | Out-Null
        @($emulator | Get-LvbEmulatorRequest -Interface *GetStatus).Count | Should -Be 1
    }

    It 'names the fault that was applied' {
        Set-LvbEmulatorFault -Kind Http503 -Count 1
        Get-LvbChannelStatus 8888_news | Out-Null
        @(Get-LvbEmulatorRequest).Answer | Should -Be 'Http503', '0'
    }

    It 'is empty when no emulator runs' {
        Stop-LvbEmulator
        Get-LvbEmulatorRequest | Should -BeNullOrEmpty
    }
}
