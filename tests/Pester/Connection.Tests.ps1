BeforeAll {
    . $PSScriptRoot/Common.ps1
    $profileBefore = $env:LVB_PROFILE_PATH
    $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json
    $key = ConvertTo-TestKey
    $emulator = Start-LvbEmulator -SampleData

    function Get-FirstError([scriptblock]$Script) {
        try { $null = & $Script } catch { $_ }
    }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
    $env:LVB_PROFILE_PATH = $profileBefore
}

Describe 'Connect-Lvb' {
    AfterEach {
        Disconnect-Lvb
    }

    It 'accepts <Source>' -ForEach @(
        @{ Source = 'an APPID and a key'; Connect = { Connect-Lvb -AppId 1234 -Key $key -PassThru } }
        @{ Source = 'a credential'; Connect = { Connect-Lvb -Credential ([pscredential]::new('1234', $key)) -PassThru } }
        @{ Source = 'an emulator'; Connect = { Connect-Lvb -Emulator $emulator -PassThru } }
        @{ Source = 'an emulator from the pipeline'; Connect = { $emulator | Connect-Lvb -PassThru } }
    ) {
        $connection = & $Connect
        $connection | Should -BeOfType 'TencentLvb.LvbConnection'
        $connection.AppId | Should -Be 1234
        [object]::ReferenceEquals((Get-LvbConnection), $connection) | Should -BeTrue
    }

    It 'has the defaults of the service' {
        $connection = Connect-Lvb -AppId 1234 -Key $key -PassThru
        "$($connection.Endpoint)" | Should -Be 'http://fcgi.video.qcloud.com/common_access'
        "$($connection.StatEndpoint)" | Should -Be 'http://statcgi.video.qcloud.com/common_access'
        $connection.Validity | Should -Be ([timespan]'00:01:00')
        $connection.TimeoutSec | Should -Be 10
        $connection.MaximumRetryCount | Should -Be 3
        $connection.MaximumRequestsPerSecond | Should -BeNullOrEmpty
        $connection.SecretName, $connection.Vault, $connection.CallbackSecretName, $connection.ProfileName |
            ForEach-Object { $_ | Should -BeNullOrEmpty }
    }

    It 'emits nothing by default' {
        Connect-Lvb -AppId 1234 -Key $key | Should -BeNullOrEmpty
    }

    It 'accepts no key as plain text' {
        { Connect-Lvb -AppId 1234 -Key 'plain' } | Should -Throw
        { Connect-Lvb -AppId 1234 -Key ([securestring]::new()) } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Connect-Lvb -SecretId AKIDx -SecretKey 'plain' } | Should -Throw
        { Connect-Lvb -SecretId AKIDx -SecretKey ([securestring]::new()) } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Connect-Lvb -Credential ([pscredential]::new('some body', $key)) } | Should -Throw -ErrorId 'LvbKeySecretType*'
        { Connect-Lvb -Credential ([pscredential]::new('some/body', $key)) } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'shows how to connect when there is no connection' {
        $failure = Get-FirstError { Get-LvbChannelStatus 8888_news }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotConnected,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Lvb -AppId*'
    }

    It 'reports a running emulator without a connection' {
        (Get-FirstError { Get-LvbLiveStat }).ErrorDetails.RecommendedAction |
            Should -BeLike '*emulator is running*Start-LvbEmulator to Connect-Lvb*'
    }

    It 'shows how a separate runspace gets the connection of this one' {
        Connect-Lvb -Emulator $emulator
        $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            $null = $other.AddScript('Import-Module $args[0]; try { Get-LvbLiveStat } catch { $_.ErrorDetails.RecommendedAction }').
                AddArgument((Get-Module TencentLvb).Path)
            $other.Invoke() | Should -BeLike '*ForEach-Object -Parallel*-Connection $using:c*'
            Disconnect-Lvb
            $other.Invoke() | Should -Not -BeLike '*$using:*'
        }
        finally {
            $other.Runspace.Dispose()
            $other.Dispose()
        }
    }

    It 'explains that a background job must connect separately' {
        $job = Start-Job { Import-Module $args[0]; try { Get-LvbLiveStat } catch { $_.ErrorDetails.RecommendedAction } } `
            -ArgumentList (Get-Module TencentLvb).Path
        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike '*background job*connect inside the job*'
    }

    It 'keeps several connections apart' {
        $other = Connect-Lvb -AppId 99 -Key $key -PassThru
        Connect-Lvb -Emulator $emulator
        (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
        Disconnect-Lvb -Connection $other
        (Get-LvbConnection).AppId | Should -Be 1234
        { Get-LvbChannelStatus 8888_news -Connection $other } | Should -Throw -ErrorId 'LvbNotConnected*'
    }

    It 'is separate in each runspace' {
        Connect-Lvb -Emulator $emulator
        $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            $null = $other.AddScript('Import-Module $args[0]; "$(Get-LvbConnection)"').AddArgument((Get-Module TencentLvb).Path)
            $other.Invoke() | Should -BeNullOrEmpty
        }
        finally {
            $other.Runspace.Dispose()
            $other.Dispose()
        }
    }

    It 'is refused after serialization' {
        $connection = Connect-Lvb -Emulator $emulator -PassThru
        $copy = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize($connection))
        $failure = Get-FirstError { Get-LvbChannelStatus 8888_news -Connection $copy }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotConnected,*'
        $failure.Exception.Message | Should -BeLike '*was serialized*'
        [System.Management.Automation.PSSerializer]::Serialize($connection) | Should -Not -BeLike '*SecureString*'
    }
}

Describe 'Test-LvbConnection' {
    BeforeAll {
        function Get-Row([string]$Step) { Test-LvbConnection -Detailed -WarningAction SilentlyContinue | Where-Object Step -EQ $Step }

        # The results of the steps: "+" for true, "-" for false, "." for not run.
        function Get-Course {
            -join (Test-LvbConnection -Detailed -WarningAction SilentlyContinue |
                ForEach-Object { if ($null -eq $_.Succeeded) { '.' } elseif ($_.Succeeded) { '+' } else { '-' } })
        }
    }

    BeforeEach {
        Connect-Lvb -Emulator $emulator -MaximumRetryCount 0
    }

    AfterEach {
        Set-LvbEmulatorFault -Emulator $emulator -Clear
        Disconnect-Lvb
    }

    It 'is true, with a row for each step in order' {
        Test-LvbConnection | Should -BeTrue
        Test-LvbConnection | Should -BeOfType 'bool'
        $rows = @(Test-LvbConnection -Detailed)
        $rows[0] | Should -BeOfType 'TencentLvb.LvbConnectionTest'
        $rows.Step | Should -Be @('Secret', 'Dns', 'Connect', 'Clock', 'Signature', 'Account')
        $rows.Succeeded | Should -Be @($true, $true, $true, $true, $true, $true)
        [math]::Abs($rows[3].ClockSkew.TotalSeconds) | Should -BeLessOrEqual 2
        $rows[5].Latency | Should -BeOfType 'timespan'
        $rows[5].Message | Should -BeLike '*still accepts requests for account 1234*'
    }

    It 'distinguishes <Kind>' -ForEach @(
        @{ Kind = 'SignInvalid'; Course = '++++-.'; Step = 'Signature'; Says = '*sign*' }
        @{ Kind = 'NotActivated'; Course = '+++++-'; Step = 'Account'; Says = '*not activated*' }
        @{ Kind = 'SystemError'; Course = '+++++-'; Step = 'Account'; Says = '*1201*' }
        @{ Kind = 'Garbage'; Course = '++++.-'; Step = 'Account'; Says = '*not from LVB*' }
        @{ Kind = 'Http403'; Course = '++++.-'; Step = 'Account'; Says = '*403*' }
        @{ Kind = 'DropBeforeReading'; Course = '++-...'; Step = 'Connect'; Says = '*was lost*' }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface '*' -Kind $Kind -Rate 1
        Get-Course | Should -Be $Course
        Test-LvbConnection | Should -BeFalse
        $row = Get-Row $Step
        $row.Message | Should -BeLike $Says
        $row.Recommendation | Should -Not -BeNullOrEmpty
    }

    It 'measures the clock, and still runs the other steps' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface '*' -Kind ClockSkew -Rate 1
        Get-Course | Should -Be '+++-++'
        $row = Get-Row Clock
        [math]::Abs($row.ClockSkew.TotalSeconds - 600) | Should -BeLessOrEqual 5
        $row.Recommendation | Should -BeLike '*clock*'
    }

    It 'reports that only the statistics are not activated' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind NotActivated -Rate 1
        Test-LvbConnection | Should -BeTrue
        (Get-Row Account).Message | Should -BeLike '*Statistics are not activated*'
    }

    It 'reports that no program listens' {
        $nobody = "http://127.0.0.1:$(Get-FreePort)/x"
        Connect-Lvb -AppId 1 -Key $key -Endpoint $nobody -StatEndpoint $nobody
        Get-Course | Should -Be '++-...'
        Test-LvbConnection | Should -BeFalse
    }

    It 'reports that a name cannot be resolved' {
        Connect-Lvb -AppId 1 -Key $key -Endpoint http://no-such-host.invalid/x -StatEndpoint $emulator.Uri
        Get-Course | Should -Be '+-....'
        (Get-Row Dns).Message | Should -BeLike '*no-such-host.invalid*not found*'
    }

    It 'reports that the secret cannot be read' {
        Disconnect-Lvb
        $null = Set-LvbProfile default -AppId 1 -SecretName 'no-such-secret-of-the-spec' -Endpoint $emulator.Uri `
            -StatEndpoint $emulator.Uri -Default
        try {
            Get-Course | Should -Be '-.....'
            Test-LvbConnection | Should -BeFalse
        }
        finally {
            Remove-LvbProfile default
        }
    }

    It 'ends with an error only when there is no connection' {
        Disconnect-Lvb
        { Test-LvbConnection } | Should -Throw -ErrorId 'LvbNotConnected*'
    }
}
