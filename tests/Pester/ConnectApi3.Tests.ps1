# Connect-Lvb with API 3.0 and keys that are available: as arguments, in a vault, from STS.
BeforeAll {
    . $PSScriptRoot/Api3Account.ps1
    $there = @{ Endpoint = $root }
    $old = @{ Endpoint = $theirs.Uri; StatEndpoint = $theirs.Uri }
    $four = @{ AppId = 4321; Key = $rightKey } + $inVault
}

AfterAll { Restore-Machine }

Describe 'Connect-Lvb with API 3.0' {
    BeforeEach {
        $vault = Reset-TestVault
        $userHome = Reset-Machine
    }

    AfterEach { Disconnect-Lvb }

    It 'accepts <How>' -ForEach @(
        @{ How = 'a SecretId and a SecretKey'; Do = { Connect-Lvb -SecretId AKIDmine -SecretKey $secretKey @there } }
        @{ How = 'a SecretId and a secret with only the key'; Do = { Connect-Lvb -SecretId AKIDmine -SecretName Alone @there } }
        @{ How = 'a secret with both'; Do = { Connect-Lvb -SecretName Both -Vault Throwaway @there } }
        @{ How = 'a SecretId and a secret with both'; Do = { Connect-Lvb -SecretId AKIDmine -SecretName Both @there } }
        @{ How = 'a secret that is a credential'; Do = { Connect-Lvb -SecretName Credential @there } }
        @{ How = 'a secret with the pairs of both services'; Do = { Connect-Lvb -SecretName Four @there } }
        @{ How = 'a credential'; Do = { Connect-Lvb -Credential ([pscredential]::new('AKIDmine', $secretKey)) @there } }
        @{ How = 'the emulator'; Do = { $theirs | Connect-Lvb -Api V3 } }
    ) {
        $vault.Secrets += @{ Alone = $secretKey; Both = $inVault; Four = $four; Credential = [pscredential]::new('AKIDmine', $secretKey) }
        & $Do
        $connection = Get-LvbConnection
        "$($connection.Api) $($connection.SecretId) $($connection.Site) $($connection.Region)" | Should -Be 'V3 AKIDmine China ap-guangzhou'
        $connection.Endpoint | Should -Be $root
        'AppId', 'StatEndpoint', 'Validity', 'CredentialSource' | ForEach-Object { $connection.$_ | Should -BeNullOrEmpty }
        Get-Connected | Should -Be 'Live'
        Test-LvbConnection | Should -BeTrue
    }

    It 'keeps its own copies of the keys: <How>' -ForEach @(
        @{ How = 'API 3.0'; Do = { Connect-Lvb -SecretId $temporary.TmpSecretId -SecretKey $mine -SessionToken $token @there } }
        @{ How = 'API 3.0, a credential'; Do = { Connect-Lvb -Credential ([pscredential]::new('AKIDmine', $mine)) @there } }
        @{ How = 'API 2.0'; Do = { Connect-Lvb -AppId 4321 -Key $mine @old } }
    ) {
        $temporary = Get-TemporaryKeys
        $token = ConvertTo-TestKey $temporary.Token
        $text = switch -Wildcard ($How) { "*2.0" { $rightKey } "*credential" { $keyText } default { $temporary.TmpSecretKey } }
        $mine = ConvertTo-TestKey $text
        & $Do
        $mine.Dispose()
        $token.Dispose()
        Get-Connected | Should -Be 'Live'
    }

    It 'connects with API 2.0 for <How>' -ForEach @(
        @{ How = 'a secret with AppId and Key'; Do = { Connect-Lvb -SecretName Pair @old } }
        @{ How = 'a secret that is a credential with a number'; Do = { Connect-Lvb -SecretName Number @old } }
        @{ How = 'both pairs and -AppId'; Do = { Connect-Lvb -AppId 4321 -SecretName Four @old } }
        @{ How = 'a credential with a number'; Do = { Connect-Lvb -Credential $number @old } }
        @{ How = 'only the emulator'; Do = { $theirs | Connect-Lvb } }
    ) {
        $number = [pscredential]::new('4321', (ConvertTo-TestKey $rightKey))
        $vault.Secrets += @{ Pair = @{ AppId = '4321'; Key = $rightKey }; Number = $number; Four = $four }
        & $Do
        $connection = Get-LvbConnection
        "$($connection.Api) $($connection.AppId)" | Should -Be 'V2 4321'
        'SecretId', 'Site', 'Region' | ForEach-Object { $connection.$_ | Should -BeNullOrEmpty }
        Get-Connected | Should -Be 'Live'
    }

    It 'sends the token of temporary keys, wherever it is specified: <How>' -ForEach @(
        @{ How = '-SessionToken'; Do = { Connect-Lvb -SecretId $id -SecretKey $key -SessionToken $token @there } }
        @{ How = 'a secret'; Do = { Connect-Lvb -SecretName Temporary @there } }
        @{ How = 'a secret and -SessionToken'; Do = { Connect-Lvb -SecretName WithoutToken -SessionToken $token @there } }
        @{ How = 'the environment'; Do = { Connect-Lvb -CredentialSource Environment @there } }
    ) {
        $keys = Get-TemporaryKeys
        $id = $keys.TmpSecretId
        $key, $token = $keys.TmpSecretKey, $keys.Token | ForEach-Object { ConvertTo-TestKey $_ }
        $vault.Secrets += @{
            Temporary = @{ SecretId = $id; SecretKey = $key; Token = $keys.Token }
            WithoutToken = @{ SecretId = $id; SecretKey = $keys.TmpSecretKey }
        }
        Set-Variables @{ TENCENTCLOUD_SECRET_ID = $id; TENCENTCLOUD_SECRET_KEY = $keys.TmpSecretKey; TENCENTCLOUD_TOKEN = $keys.Token }
        & $Do
        Get-Connected | Should -Be 'Live'
    }

    It 'refuses an expired token and recommends new keys' {
        $keys = Get-TemporaryKeys
        $key, $token = $keys.TmpSecretKey, 'of-yesterday' | ForEach-Object { ConvertTo-TestKey $_ }
        Connect-Lvb -SecretId $keys.TmpSecretId -SecretKey $key -SessionToken $token @there
        $failure = Get-FirstError { Get-Connected }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbSignatureInvalid,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*session token*'
    }

    It 'refuses a secret <Kind>' -ForEach @(
        @{ Kind = 'that does not show whose key it is'; Make = { $secretKey } }
        @{ Kind = 'with only a SecretId'; Make = { @{ SecretId = 'AKIDmine' } } }
        @{ Kind = 'with an AppId and a SecretKey'; Make = { @{ AppId = 4321; SecretKey = $secretKey } } }
        @{ Kind = 'with an invalid ID'; Make = { @{ SecretId = 'AKID/mine'; SecretKey = $secretKey } } }
        @{ Kind = 'with a space in the key'; Make = { @{ SecretId = 'AKIDmine'; SecretKey = 'secret key' } } }
    ) {
        $vault.Secrets.Lvb = & $Make
        $failure = Get-FirstError { Connect-Lvb -SecretName Lvb @there }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretType,*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-LvbConnection | Should -BeNullOrEmpty
    }

    It 'refuses a secret with the keys of another SecretId' {
        $vault.Secrets.Lvb = @{ SecretId = 'AKIDother'; SecretKey = $secretKey }
        $failure = Get-FirstError { Connect-Lvb -SecretId AKIDmine -SecretName Lvb @there }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure" | Should -BeLike '*AKIDother*AKIDmine*'
    }

    It 'refuses a setting of the other service: <Setting>' -ForEach @(
        @{ Setting = '-Validity'; Do = { Connect-Lvb -SecretName Both -Validity 60s @there } }
        @{ Setting = '-StatEndpoint'; Do = { Connect-Lvb -SecretId AKIDmine -SecretKey $secretKey -StatEndpoint $root @there } }
        @{ Setting = '-Site'; Do = { Connect-Lvb -AppId 4321 -Key $secretKey -Site International } }
        @{ Setting = '-Region'; Do = { Connect-Lvb -Credential ([pscredential]::new('4321', $secretKey)) -Region ap-singapore } }
        @{ Setting = '-VodSubAppId'; Do = { $theirs | Connect-Lvb -VodSubAppId 5 } }
        @{ Setting = '-RecordTemplate'; Do = { Connect-Lvb -AppId 4321 -SecretName Both -RecordTemplate @{ mp4 = 5 } } }
        @{ Setting = '-SecretId'; Do = { Connect-Lvb -AppId 4321 -SecretName Both -SecretId AKIDmine } }
    ) {
        $vault.Secrets.Both = $inVault
        $failure = Get-FirstError $Do
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike "*$Setting*"
        Get-LvbConnection | Should -BeNullOrEmpty
    }

    It 'refuses an unencrypted address that is not on this machine' {
        $failure = Get-FirstError { Connect-Lvb -SecretId AKIDmine -SecretKey $secretKey -Endpoint http://live.example.com/ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike '*https*'
    }

    It 'removes invisible characters, and warns: <Where>' -ForEach @(
        @{ Where = '-SecretId'; Do = { Connect-Lvb -SecretId "AKIDmine$([char]0xFEFF)" -SecretKey $secretKey @there } }
        @{ Where = '-SecretKey'; Do = { Connect-Lvb -SecretId AKIDmine -SecretKey (ConvertTo-TestKey "$keyText`n") @there } }
        @{ Where = 'a secret'; Do = { Connect-Lvb -SecretName Lvb @there } }
        @{ Where = 'a file'; Do = { Connect-Lvb -CredentialSource File @there } }
    ) {
        $vault.Secrets.Lvb = @{ SecretId = 'AKIDmine'; SecretKey = "$keyText`r`n" }
        $null = Set-UserFile .tencentcloud/credentials $inFile.Replace($keyText, "`"$keyText$([char]0x200B)`"")
        $warned = @(& $Do 3>&1)
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike '*removed*'
        Get-Connected | Should -Be 'Live'
    }
}
