# Profiles of API 3.0: the settings of Connect-Lvb, except keys.
BeforeAll { . $PSScriptRoot/Api3Account.ps1 }

AfterAll { Restore-Machine }

Describe 'Profiles of API 3.0' {
    BeforeEach {
        $vault = Reset-TestVault
        $userHome = Reset-Machine
    }

    AfterEach { Disconnect-Lvb }

    It 'keep all settings, and Connect-Lvb uses them all' {
        $settings = @{
            SecretId = 'AKIDmine'; SecretName = 'Lvb'; CallbackSecretName = 'Callback'; Endpoint = $root; TimeoutSec = 20
            MaximumRetryCount = 5; MaximumRequestsPerSecond = 70; Site = 'International'; Region = 'eu-frankfurt'
            PushDomain = 'push.example.com'; AppName = 'live'; PlayDomain = 'play.example.com'; VodSubAppId = 1500000001
            RecordTemplate = @{ mp4 = 1000; hls = 1001 }
        }
        $vault.Secrets.Lvb = $inVault
        $made = Set-LvbProfile new -Default @settings
        $connection = Connect-Lvb -ProfileName new -PassThru
        foreach ($one in $made, (Get-LvbProfile new), $connection) {
            $one.Api | Should -Be 'V3'
            foreach ($name in $settings.Keys) {
                if ($name -ne 'RecordTemplate') { "$($one.$name)" | Should -Be "$($settings[$name])" -Because $name }
            }
            "$($one.RecordTemplate.mp4) $($one.RecordTemplate.hls)" | Should -Be '1000 1001'
            'AppId', 'StatEndpoint', 'Validity' | ForEach-Object { $one.$_ | Should -BeNullOrEmpty }
        }
        Get-Content -LiteralPath $env:LVB_PROFILE_PATH -Raw | Should -Not -Match $keyText
        Get-Connected | Should -Be 'Live'
    }

    It 'have the same settings as Connect-Lvb, except keys' {
        $ofOne = 'Emulator', 'Api', 'ProfileName', 'Key', 'SecretKey', 'SessionToken', 'Credential', 'PassThru', 'Name', 'Default'
        $ofOne += 'WhatIf', 'Confirm'
        $connect, $set = 'Connect-Lvb', 'Set-LvbProfile' | ForEach-Object {
            , @((Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $ofOne } | Sort-Object)
        }
        $set | Should -Be $connect
        foreach ($name in $set | Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters }) {
            [TencentLvb.LvbProfile].GetProperty($name) | Should -Not -BeNullOrEmpty -Because $name
        }
    }

    It 'connect automatically, as the default: <How>' -ForEach @(
        @{ How = 'a secret with both'; Do = { Set-LvbProfile new -SecretName Lvb -Endpoint $root -Default } }
        @{ How = 'a SecretId and a secret'; Do = { Set-LvbProfile new -SecretId AKIDmine -SecretName Alone -Endpoint $root -Default } }
        @{ How = 'a credential source'; Do = { Set-LvbProfile new -CredentialSource File -Endpoint $root -Default } }
        @{ How = 'a role'; Do = { Set-LvbProfile new -SecretName Lvb -RoleArn $role -Endpoint $root -Default } }
        @{ How = 'tccli'; Do = { Set-LvbProfile new -CredentialSource Tccli -TccliProfile night -Endpoint $root -Default } }
    ) {
        $vault.Secrets += @{ Lvb = $inVault; Alone = $secretKey }
        $null = Set-UserFile .tencentcloud/credentials $inFile
        $null = Set-UserFile .tccli/night.credential $inTccli
        $null = & $Do
        Get-Connected | Should -Be 'Live'
        "$((Get-LvbConnection).Api) $((Get-LvbConnection).ProfileName)" | Should -Be 'V3 new'
    }

    It 'connect with API 2.0 when the secret is of that service' {
        $vault.Secrets.Lvb = @{ AppId = 4321; Key = $rightKey }
        $null = Set-LvbProfile new -SecretName Lvb -Endpoint $theirs.Uri -Default
        (Get-LvbProfile new).Api | Should -BeNullOrEmpty
        Connect-Lvb -ProfileName new -StatEndpoint $theirs.Uri
        (Get-LvbConnection).AppId | Should -Be 4321
        Get-Connected | Should -Be 'Live'
    }

    It 'accept a connection from the pipeline: <How>' -ForEach @(
        @{ How = 'API 3.0'; Text = 'V3 AKIDmine  eu-frankfurt'; Do = {
                Connect-Lvb -SecretId AKIDmine -SecretName Alone -Region eu-frankfurt -PassThru
            }
        }
        @{ How = 'keys of the SDKs'; Do = { Connect-Lvb -CredentialSource File -PassThru }; Text = 'V3  File ap-guangzhou' }
        @{ How = 'API 2.0'; Do = { Connect-Lvb -AppId 5 -SecretName LvbKey -PassThru }; Text = 'V2   ' }
    ) {
        $vault.Secrets.Alone = $secretKey
        $null = Set-UserFile .tencentcloud/credentials $inFile
        $connection = & $Do
        $null = $connection | Set-LvbProfile -Name kept
        $kept = Get-LvbProfile kept
        "$($kept.Api) $($kept.SecretId) $($kept.CredentialSource) $($kept.Region)" | Should -Be $Text
        $kept.Endpoint | Should -Be $connection.Endpoint
        (Get-LvbProfile kept | Set-LvbProfile -Name copy).Api | Should -Be $connection.Api
        $again = Connect-Lvb -ProfileName kept -PassThru
        "$($again.Api) $($again.SecretId)" | Should -Be "$($connection.Api) $($connection.SecretId)"
    }

    It 'refuse <Name>' -ForEach @(
        @{ Name = '-Validity'; Do = { Set-LvbProfile new -SecretId AKIDmine -SecretName a -Validity 60s } }
        @{ Name = '-StatEndpoint'; Do = { Set-LvbProfile new -CredentialSource Auto -StatEndpoint $root } }
        @{ Name = '-Site'; Do = { Set-LvbProfile new -AppId 5 -Site China } }
        @{ Name = '-RecordTemplate'; Do = { Set-LvbProfile new -AppId 5 -RecordTemplate @{ mp4 = 5 } } }
        @{ Name = '-CredentialSource'; Do = { Set-LvbProfile new -CredentialSource Auto -SecretName a } }
        @{ Name = '-Region'; Do = { Set-LvbProfile new -SecretId AKIDmine -Region 'north pole' } }
        @{ Name = '-RoleArn'; Do = { Set-LvbProfile new -SecretId AKIDmine -RoleArn ops } }
        @{ Name = '-Endpoint'; Do = { Set-LvbProfile new -SecretId AKIDmine -Endpoint http://live.example.com/ } }
        @{ Name = '-SecretId'; Do = { Set-LvbProfile new -SecretId AKID/mine -SecretName a } }
    ) {
        $failure = Get-FirstError $Do
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure" | Should -BeLike "*$Name*"
        Test-Path -LiteralPath $env:LVB_PROFILE_PATH | Should -BeFalse
    }

    It 'refuse a setting of the other service in Connect-Lvb, and in a change' {
        $null = Set-LvbProfile new -SecretId AKIDmine -SecretName a
        $null = Set-LvbProfile old -AppId 5 -SecretName a
        foreach ($try in { Connect-Lvb -ProfileName new -Validity 60s }, { Connect-Lvb -ProfileName old -Region eu-frankfurt },
            { Set-LvbProfile new -Validity 60s }, { Set-LvbProfile old -Site International }, { Set-LvbProfile new -AppId 5 }) {
            $failure = Get-FirstError $try
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
            "$failure" | Should -BeLike '*is an API ?.0 setting*profile*'
        }
    }

    It 'prefer a setting of the command' {
        $vault.Secrets.Lvb = $inVault
        $null = Set-LvbProfile new -SecretName Lvb -Endpoint $root -Region eu-frankfurt -PushDomain push.example.com
        $connection = Connect-Lvb -ProfileName new -Region ap-singapore -PassThru
        "$($connection.Region) $($connection.PushDomain)" | Should -Be 'ap-singapore push.example.com'
        $failure = Get-FirstError { Connect-Lvb -ProfileName new -SecretKey $secretKey }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure" | Should -BeLike '*does not specify a SecretId for -SecretKey*'
    }
}
