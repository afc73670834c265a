BeforeAll { . $PSScriptRoot/OwnProfiles.ps1 }

AfterAll { Restore-Profile }

Describe 'Profiles' {
    BeforeEach {
        Remove-Item -LiteralPath $path -ErrorAction Ignore
        $env:LVB_PROFILE = ''
    }

    Context 'Set-LvbProfile' {
        It 'creates a profile, and the folder for it' {
            $made = Set-LvbProfile production -AppId 1234 -SecretName LvbKey -Vault Team -CallbackSecretName LvbCallback -Validity 5m `
                -TimeoutSec 20 `
                -MaximumRetryCount 5 -MaximumRequestsPerSecond 7 -Endpoint http://127.0.0.1:81/a -StatEndpoint http://127.0.0.1:81/b
            $made | Should -BeOfType 'TencentLvb.LvbProfile'
            $read = Get-LvbProfile production
            foreach ($one in $made, $read) {
                $one.Name | Should -Be 'production'
                $one.IsDefault | Should -BeFalse
                $one.AppId | Should -Be 1234
                $one.SecretName | Should -Be 'LvbKey'
                $one.Vault | Should -Be 'Team'
                $one.CallbackSecretName | Should -Be 'LvbCallback'
                $one.Validity | Should -Be ([timespan]'00:05:00')
                $one.TimeoutSec | Should -Be 20
                $one.MaximumRetryCount | Should -Be 5
                $one.MaximumRequestsPerSecond | Should -Be 7
                "$($one.Endpoint)" | Should -Be 'http://127.0.0.1:81/a'
                "$($one.StatEndpoint)" | Should -Be 'http://127.0.0.1:81/b'
            }
            $read.psobject.Properties.Name | Should -Not -Contain 'Key'
        }

        It 'changes the specified settings, and removes those that are $null' {
            $null = Set-LvbProfile one -AppId 1 -SecretName a -Vault v -TimeoutSec 20
            $null = Set-LvbProfile ONE -TimeoutSec 30 -Vault $null
            $all = @(Get-LvbProfile)
            $all | Should -HaveCount 1
            $all[0].Name | Should -Be 'one'
            $all[0].SecretName | Should -Be 'a'
            $all[0].Vault | Should -BeNullOrEmpty
            $all[0].TimeoutSec | Should -Be 30
            $all[0].MaximumRetryCount | Should -Be 3
        }

        It 'keeps unknown fields' {
            $null = New-Item -Path $path -Force -Value ('{ "version": 1, "later": { "x": [1] }, "profiles": { "old": { "appId": 5, ' +
                '"region": "north" } } }')
            $null = Set-LvbProfile old -TimeoutSec 30
            $null = Set-LvbProfile new -AppId 6
            $text = Get-Content -LiteralPath $path -Raw
            $text | Should -BeLike '*"later"*"x"*'
            $text | Should -BeLike '*"region": "north"*'
            (Get-LvbProfile).AppId | Should -Be @(5, 6)
        }

        It 'has one default' {
            $null = Set-LvbProfile one -AppId 1 -Default
            $null = Set-LvbProfile two -AppId 2 -Default
            (Get-LvbProfile -Default).Name | Should -Be 'two'
            $null = Set-LvbProfile two -Default:$false
            Get-LvbProfile -Default | Should -BeNullOrEmpty
        }

        It 'accepts a connection or another profile from the pipeline' {
            $connection = Connect-Lvb -AppId 77 -Key (ConvertTo-TestKey) -TimeoutSec 33 -PassThru
            ($connection | Set-LvbProfile -Name saved).TimeoutSec | Should -Be 33
            (Get-LvbProfile saved | Set-LvbProfile -Name copy).AppId | Should -Be 77
            Disconnect-Lvb
        }

        It 'refuses <Name>' -ForEach @(
            @{ Name = 'a new profile without an account'; Try = { Set-LvbProfile new -TimeoutSec 20 } }
            @{ Name = 'a name with wildcards'; Try = { Set-LvbProfile 'n*' -AppId 1 } }
            @{ Name = 'an invalid address'; Try = { Set-LvbProfile new -AppId 1 -Endpoint ftp://127.0.0.1/ } }
            @{ Name = 'an address with a password'; Try = { Set-LvbProfile new -AppId 1 -Endpoint http://user:secret@127.0.0.1/ } }
            @{ Name = 'no validity'; Try = { Set-LvbProfile new -AppId 1 -Validity 0s } }
            @{ Name = 'a validity without an end'; Try = { Set-LvbProfile new -AppId 1 -Validity ([timespan]::MaxValue) } }
            @{ Name = 'a limit of zero requests'; Try = { Set-LvbProfile new -AppId 1 -MaximumRequestsPerSecond 0 } }
        ) {
            $Try | Should -Throw -ErrorId 'LvbInvalidArgument*'
            Test-Path -LiteralPath $path | Should -BeFalse
        }

        It 'changes nothing with -WhatIf' {
            Set-LvbProfile new -AppId 1 -WhatIf | Should -BeNullOrEmpty
            Test-Path -LiteralPath $path | Should -BeFalse
            $null = Set-LvbProfile new -AppId 1
            Remove-LvbProfile new -WhatIf
            (Get-LvbProfile).Name | Should -Be 'new'
        }

        It 'is readable only by the user, and leaves no other file except the lock' {
            $null = Set-LvbProfile new -AppId 1
            Get-ChildItem -LiteralPath (Split-Path $path) -Force | Should -HaveCount 2
            if ($IsLinux -or $IsMacOS) { (Get-Item -LiteralPath $path).UnixMode | Should -Be '-rw-------' }
        }

        It 'loses nothing with concurrent writers' {
            $writers = @(1..4 | ForEach-Object {
                $writer = [powershell]::Create([initialsessionstate]::CreateDefault2())
                $null = $writer.AddScript(
                    'Import-Module $args[0]; foreach ($i in 1..10) { $null = Set-LvbProfile "w$($args[1])-$i" -AppId $i }').
                        AddArgument((Get-Module TencentLvb).Path).AddArgument($_)
                @{ Shell = $writer; Running = $writer.BeginInvoke() }
            })
            foreach ($writer in $writers) {
                $null = $writer.Shell.EndInvoke($writer.Running)
                $writer.Shell.Streams.Error | Should -HaveCount 0
                $writer.Shell.Runspace.Dispose()
                $writer.Shell.Dispose()
            }
            @(Get-LvbProfile) | Should -HaveCount 40
        }
    }

    Context 'Get-LvbProfile and Remove-LvbProfile' {
        BeforeEach {
            $null = Set-LvbProfile one -AppId 1 -Default
            $null = Set-LvbProfile other -AppId 2
            $null = Set-LvbProfile third -AppId 3
        }

        It 'gets by name and by wildcards' {
            (Get-LvbProfile).Name | Should -Be @('one', 'other', 'third')
            (Get-LvbProfile o*).Name | Should -Be @('one', 'other')
            (Get-LvbProfile third, ONE).Name | Should -Be @('third', 'one')
            Get-LvbProfile x* | Should -BeNullOrEmpty
        }

        It 'reports that there is none of that name, and where it looked' {
            foreach ($try in { Get-LvbProfile nope }, { Remove-LvbProfile nope }, { Connect-Lvb -ProfileName nope }) {
                $failure = Get-FirstError $try
                $failure.FullyQualifiedErrorId | Should -BeLike 'LvbProfileNotFound,*'
                $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
                $failure.Exception.Message | Should -BeLike "*nope*$path*"
                $failure.ErrorDetails.RecommendedAction | Should -BeLike 'Get-LvbProfile lists *'
                # A missing profile to remove must not lead to advice on creating it.
                $failure.ErrorDetails.RecommendedAction -like '*Set-LvbProfile -Name ''nope''*' | Should -Be ("$try" -notlike '*Remove-*')
            }
        }

        It 'removes a profile, and with it the default' {
            (Remove-LvbProfile ONE -PassThru).AppId | Should -Be 1
            Get-LvbProfile t* | Remove-LvbProfile
            (Get-LvbProfile).Name | Should -Be 'other'
            Get-LvbProfile -Default | Should -BeNullOrEmpty
        }
    }

    Context 'The current profile' {
        BeforeAll {
            $emulator = Start-LvbEmulator
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a -State Live
            $key = ConvertTo-TestKey
        }

        BeforeEach {
            $null = Set-LvbProfile one -AppId $emulator.AppId -Endpoint $emulator.Uri -StatEndpoint $emulator.Uri -TimeoutSec 20
            Disconnect-Lvb
        }

        AfterAll {
            Disconnect-Lvb
            Stop-LvbEmulator -Emulator $emulator
        }

        It 'supplies its settings to Connect-Lvb, whose parameters win' {
            $connection = Connect-Lvb -ProfileName ONE -Key $key -MaximumRetryCount 9 -PassThru
            $connection.ProfileName | Should -Be 'one'
            $connection.AppId | Should -Be $emulator.AppId
            $connection.TimeoutSec | Should -Be 20
            $connection.MaximumRetryCount | Should -Be 9
            (Get-LvbConnection).ProfileName | Should -Be 'one'
            { Connect-Lvb -ProfileName one -Key $key -SecretName x } | Should -Throw -ErrorId 'LvbInvalidArgument*'
            { Connect-Lvb -ProfileName one } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        }

        It 'is the one of $env:LVB_PROFILE, otherwise the default one' {
            { Get-LvbChannelStatus 8888_a } | Should -Throw -ErrorId 'LvbNotConnected*'
            $null = Set-LvbProfile one -Default
            (Get-FirstError { Get-LvbChannelStatus 8888_a }).Exception.Message | Should -BeLike "*profile 'one'*"
            $null = Set-LvbProfile two -AppId 2
            $env:LVB_PROFILE = 'two'
            (Get-FirstError { Get-LvbChannelStatus 8888_a }).Exception.Message | Should -BeLike "*profile 'two'*"
            $env:LVB_PROFILE = 'nope'
            $failure = Get-FirstError { Get-LvbChannelStatus 8888_a }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbProfileNotFound,*'
            $failure.Exception.Message | Should -BeLike '*LVB_PROFILE*'
        }

        It 'is not read when there is a connection' {
            $env:LVB_PROFILE = 'nope'
            Connect-Lvb -Emulator $emulator
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
        }
    }
}
