BeforeAll { . $PSScriptRoot/Vault.ps1 }

AfterAll { Remove-TestVault }

Describe 'A key in a secret' {
    BeforeEach { $vault = Reset-TestVault }

    AfterEach { Disconnect-Lvb }

    Context 'Connect-Lvb -SecretName' {
        It 'reads the key immediately, and only once' {
            $connection = Connect-Lvb @account -SecretName LvbKey -Vault Throwaway -PassThru
            $vault.Calls | Should -HaveCount 1
            $connection.SecretName | Should -Be 'LvbKey'
            $connection.Vault | Should -Be 'Throwaway'
            (Get-LvbChannelStatus 8888_a, 8888_b).Status | Should -Be @('Live', 'Live')
            $vault.Calls | Should -HaveCount 1
        }

        It 'accepts a secret that is <Kind>' -ForEach @(
            @{ Kind = 'a SecureString'; Make = { ConvertTo-TestKey $rightKey } }
            @{ Kind = 'a string'; Make = { $rightKey } }
            @{ Kind = 'a PSCredential'; Make = { [pscredential]::new('1234', (ConvertTo-TestKey $rightKey)) } }
            @{ Kind = 'a hashtable whose Key is a SecureString'; Make = { @{ key = (ConvertTo-TestKey $rightKey); Other = 1 } } }
            @{ Kind = 'a hashtable whose Key is a string'; Make = { @{ KEY = $rightKey } } }
        ) {
            $vault.Secrets.LvbKey = & $Make
            Connect-Lvb @account -SecretName LvbKey
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
        }

        It 'refuses a secret that is <Kind>' -ForEach @(
            @{ Kind = 'a byte array'; Make = { , [byte[]](1, 2, 3) } }
            @{ Kind = 'a hashtable without Key'; Make = { @{ Password = 'x' } } }
            @{ Kind = 'a hashtable with a number as Key'; Make = { @{ Key = 5 } } }
            @{ Kind = 'empty'; Make = { '' } }
        ) {
            $vault.Secrets.LvbKey = & $Make
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretType,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidType'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Set-Secret -Name ''LvbKey''*'
            Get-LvbConnection | Should -BeNullOrEmpty
        }

        It 'reports which secret is missing, and how to store it' {
            $failure = Get-FirstError { Connect-Lvb @account -SecretName 'it''s gone' -Vault Throwaway }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretNotFound,*'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.Exception.Message | Should -BeLike '*it''s gone*Throwaway*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Set-Secret -Name ''it''''s gone'' -Vault ''Throwaway''*'
        }

        It 'finds a missing secret under ErrorActionPreference <_>' -ForEach 'Stop', 'SilentlyContinue', 'Ignore' {
            $ErrorActionPreference = $_
            (Get-FirstError { Connect-Lvb @account -SecretName nope }).FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretNotFound,*'
        }

        It 'reports which vault is missing' {
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey -Vault Elsewhere }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultNotFound,*'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Register-SecretVault -Name ''Elsewhere''*'
        }

        It 'reports that the vault is locked' {
            $vault.Locked = $true
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey -Vault Throwaway }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultLocked,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Unlock-SecretVault -Name ''Throwaway''*'
        }

        It 'reports any other failure of the vault' {
            $vault.Broken = 'The disk is on fire.'
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultFailed,*'
            $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
            $failure.Exception.Message | Should -BeLike '*The disk is on fire*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Secret -Name ''LvbKey''*'
        }

        It 'reports a vault that prompts in an unattended session' {
            # A runspace without a host, as in a service.
            $vault.Asks = $true
            $alone = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $alone.AddScript(
                    'Import-Module $args[0], $args[1]; try { Connect-Lvb -AppId 1 -SecretName LvbKey } catch { $_.FullyQualifiedErrorId }').
                        AddArgument((Get-Module TencentLvb).Path).AddArgument($standIn)
                $alone.Invoke() | Should -BeLike 'LvbKeyVaultLocked,*'
            }
            finally {
                $alone.Runspace.Dispose()
                $alone.Dispose()
            }
        }

        It 'checks everything else before it reads the vault' {
            { Connect-Lvb -AppId 1 -SecretName LvbKey -Validity 0s } | Should -Throw -ErrorId 'LvbInvalidArgument*'
            { Connect-Lvb -AppId 1 -SecretName LvbKey -Endpoint ftp://127.0.0.1/ } | Should -Throw -ErrorId 'LvbInvalidArgument*'
            $vault.Calls | Should -HaveCount 0
        }

        It 'keeps the current connection when it fails' {
            Connect-Lvb @account -SecretName LvbKey
            { Connect-Lvb -AppId 99 -SecretName nope } | Should -Throw -ErrorId 'LvbKeySecretNotFound*'
            (Get-LvbConnection).AppId | Should -Be $emulator.AppId
        }
    }

    Context 'A key with invisible characters' {
        It 'is used without <Kind> at its ends, with a warning, and Test-LvbConnection says so' -ForEach @(
            @{ Kind = 'a line break'; Before = ''; After = "`n" }
            @{ Kind = 'a Windows line break'; Before = ''; After = "`r`n" }
            @{ Kind = 'blanks'; Before = ' '; After = '  ' }
            @{ Kind = 'a tab'; Before = "`t"; After = '' }
            @{ Kind = 'a no-break space'; Before = ''; After = [string][char]0xA0 }
            @{ Kind = 'a zero-width space'; Before = ''; After = [string][char]0x200B }
            @{ Kind = 'a byte order mark'; Before = [string][char]0xFEFF; After = '' }
        ) {
            $vault.Secrets.LvbKey = $Before + $rightKey + $After
            Connect-Lvb @account -SecretName LvbKey -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike "*secret 'LvbKey'*$($rightKey.Length) characters*removed*"
            "$warnings" | Should -Not -BeLike "*$rightKey*"
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
            $step = Test-LvbConnection -Detailed | Where-Object Step -EQ 'Secret'
            $step.Succeeded | Should -BeTrue
            $step.Message | Should -BeLike '*removed*'

            $given = ConvertTo-TestKey ($Before + $rightKey + $After)
            $signed = New-LvbSignature -Key $given -ExpiresAt 2030-01-01T00:00:00Z -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*-Key*removed*'
            $signed.Sign | Should -Be (New-LvbSignature -Key (ConvertTo-TestKey $rightKey) -ExpiresAt 2030-01-01T00:00:00Z).Sign
            $push = New-LvbPushUrl 8888_a -PushDomain push.example.com -PushKey $given -ExpiresAt 2030-01-01T00:00:00Z `
                -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*-PushKey*removed*'
            $push.Url | Should -Be (New-LvbPushUrl 8888_a -PushDomain push.example.com -PushKey (ConvertTo-TestKey $rightKey) `
                -ExpiresAt 2030-01-01T00:00:00Z).Url
            $play = New-LvbPlayUrl 8888_a -PlayDomain play.example.com -PlayKey $given -ExpiresAt 2030-01-01T00:00:00Z -Protocol Flv `
                -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*-PlayKey*removed*'
            $play.Url | Should -Be (New-LvbPlayUrl 8888_a -PlayDomain play.example.com -PlayKey (ConvertTo-TestKey $rightKey) `
                -ExpiresAt 2030-01-01T00:00:00Z -Protocol Flv).Url
            Connect-Lvb -Credential ([pscredential]::new($emulator.AppId, $given)) -Endpoint $emulator.Uri `
                -StatEndpoint $emulator.Uri -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*-Credential*removed*'
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
            $body = '{"event_type":1,"stream_id":"8888_a","sequence":"1","t":' + $signed.T + ',"sign":"' + $signed.Sign + '"}'
            ($body | ConvertFrom-LvbEvent -Key $given -MaximumAhead 9999d -WarningAction SilentlyContinue).Verified | Should -BeTrue
        }

        It 'is refused with <Kind>' -ForEach @(
            @{ Kind = 'a space inside'; Text = 'right key of' }
            @{ Kind = 'two lines'; Text = "right-key`nof the account" }
            @{ Kind = 'a zero-width space inside'; Text = "right$([char]0x200B)key" }
            @{ Kind = 'quotes'; Text = '"right-key"' }
            @{ Kind = 'only spaces'; Text = '   ' }
            @{ Kind = 'other vault output before it'; Text = 'Unlocking the vault ...' }
        ) {
            $vault.Secrets.LvbKey = $Text
            $key = ConvertTo-TestKey $Text
            foreach ($try in { Connect-Lvb @account -SecretName LvbKey }, { Connect-Lvb @account -Key $key },
                { New-LvbSignature -Key $key },
                { New-LvbPushUrl a -PushDomain push.example.com -PushKey $key }, { '{}' | ConvertFrom-LvbEvent -Key $key },
                { Receive-LvbEvent -Key $key -Timeout 1s }) {
                $failure = Get-FirstError $try
                $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretType,*'
                $failure.CategoryInfo.Category | Should -Be 'InvalidType'
                "$($failure.Exception.Message)$($failure.ErrorDetails)" | Should -Not -BeLike '*right*'
            }
        }

        It 'is refused when two entries of a hashtable differ only in case' {
            $table = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
            $table['key'] = 'old'
            $table['Key'] = $rightKey
            $vault.Secrets.LvbKey = $table
            (Get-FirstError { Connect-Lvb @account -SecretName LvbKey }).FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretType,*'
        }
    }
}
