BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A stand-in for SecretManagement with a vault in memory. It is the process's, since a key may be read in another runspace.
    $folder = [System.IO.Path]::Combine($TestDrive, 'Microsoft.PowerShell.SecretManagement')
    $null = [System.IO.Directory]::CreateDirectory($folder)
    $standIn = [System.IO.Path]::Combine($folder, 'Microsoft.PowerShell.SecretManagement.psm1')
    [System.IO.File]::WriteAllText($standIn, @'
class PasswordRequiredException : System.Exception { PasswordRequiredException([string]$text) : base($text) { } }
function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string]$Name, [string]$Vault, [switch]$AsPlainText)
    $vaultOfTheSpec = [System.AppDomain]::CurrentDomain.GetData('lvb-spec-vault')
    $vaultOfTheSpec.Calls.Add($Name)
    if ($AsPlainText) { throw 'The key was asked for in plain text.' }
    if ($Vault -and $Vault -ne 'Throwaway') {
        $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new(
            [System.InvalidOperationException]::new("Vault not found in registry: $Vault"), 'GetSecretVaultNotFound', 'ObjectNotFound', $Vault))
    }
    if ($vaultOfTheSpec.Locked) { throw [PasswordRequiredException]::new('A valid password is required.') }
    if ($vaultOfTheSpec.Asks) { try { $null = $Host.UI.ReadLineAsSecureString() } catch { throw } }
    if ($vaultOfTheSpec.Broken) { throw $vaultOfTheSpec.Broken }
    if (-not $vaultOfTheSpec.Secrets.ContainsKey($Name)) {
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
            [System.Management.Automation.ItemNotFoundException]::new("The secret $Name was not found."), 'GetSecretNotFound', 'ObjectNotFound', $Name))
        return
    }
    , $vaultOfTheSpec.Secrets[$Name]
}
'@)
    Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
    Import-Module $standIn -Force

    $rightKey = 'right-key-of-the-account'
    $emulator = Start-LvbEmulator -Key (ConvertTo-TestKey $rightKey)
    Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a -State Live
    Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_b -State Live
    $account = @{ AppId = $emulator.AppId; Endpoint = $emulator.Uri; StatEndpoint = $emulator.Uri }

    function Get-FirstError([scriptblock]$Script) {
        try { $null = & $Script } catch { $_ }
    }
}

AfterAll {
    Stop-LvbEmulator -Emulator $emulator
    Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
    [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vault', $null)
}

Describe 'A key in a secret' {
    BeforeEach {
        $vault = @{ Calls = [System.Collections.Generic.List[string]]::new(); Secrets = @{ LvbKey = (ConvertTo-TestKey $rightKey) }; Locked = $false; Asks = $false; Broken = $null }
        [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vault', $vault)
    }

    AfterEach {
        Disconnect-Lvb
    }

    Context 'Connect-Lvb -SecretName' {
        It 'reads the key at once, and only once' {
            $connection = Connect-Lvb @account -SecretName LvbKey -Vault Throwaway -PassThru
            $vault.Calls | Should -HaveCount 1
            $connection.SecretName | Should -Be 'LvbKey'
            $connection.Vault | Should -Be 'Throwaway'
            (Get-LvbChannelStatus 8888_a, 8888_b).Status | Should -Be @('Live', 'Live')
            $vault.Calls | Should -HaveCount 1
        }

        It 'takes a secret that is <Kind>' -ForEach @(
            @{ Kind = 'a SecureString'; Make = { ConvertTo-TestKey $rightKey } }
            @{ Kind = 'a string'; Make = { $rightKey } }
            @{ Kind = 'a PSCredential'; Make = { [pscredential]::new('1234', (ConvertTo-TestKey $rightKey)) } }
            @{ Kind = 'a hashtable with Key, a SecureString'; Make = { @{ key = (ConvertTo-TestKey $rightKey); Other = 1 } } }
            @{ Kind = 'a hashtable with Key, a string'; Make = { @{ KEY = $rightKey } } }
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

        It 'says which secret is missing, and how to store it' {
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

        It 'says which vault is missing' {
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey -Vault Elsewhere }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultNotFound,*'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Register-SecretVault -Name ''Elsewhere''*'
        }

        It 'says that the vault is locked' {
            $vault.Locked = $true
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey -Vault Throwaway }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultLocked,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Unlock-SecretVault -Name ''Throwaway''*'
        }

        It 'says what else went wrong in the vault' {
            $vault.Broken = 'The disk is on fire.'
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultFailed,*'
            $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
            $failure.Exception.Message | Should -BeLike '*The disk is on fire*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Secret -Name ''LvbKey''*'
        }

        It 'is told by a vault that asks where nobody can answer' {
            # A runspace without a host, as a service has it.
            $vault.Asks = $true
            $alone = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $alone.AddScript('Import-Module $args[0], $args[1]; try { Connect-Lvb -AppId 1 -SecretName LvbKey } catch { $_.FullyQualifiedErrorId }').AddArgument((Get-Module TencentLvb).Path).AddArgument($standIn)
                $alone.Invoke() | Should -BeLike 'LvbKeyVaultLocked,*'
            }
            finally {
                $alone.Runspace.Dispose()
                $alone.Dispose()
            }
        }

        It 'checks the rest before it asks the vault' {
            { Connect-Lvb -AppId 1 -SecretName LvbKey -Validity 0s } | Should -Throw -ErrorId 'LvbInvalidArgument*'
            { Connect-Lvb -AppId 1 -SecretName LvbKey -Endpoint ftp://127.0.0.1/ } | Should -Throw -ErrorId 'LvbInvalidArgument*'
            $vault.Calls | Should -HaveCount 0
        }

        It 'keeps what is connected when it fails' {
            Connect-Lvb @account -SecretName LvbKey
            { Connect-Lvb -AppId 99 -SecretName nope } | Should -Throw -ErrorId 'LvbKeySecretNotFound*'
            (Get-LvbConnection).AppId | Should -Be $emulator.AppId
        }
    }

    Context 'A key that was rotated' {
        It 'is read once more after the service refused it, and the call is made again' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey
            $vault.Secrets.LvbKey = ConvertTo-TestKey $rightKey
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
            $vault.Calls | Should -HaveCount 2
            (Get-LvbChannelStatus 8888_b).Status | Should -Be 'Live'
            $vault.Calls | Should -HaveCount 2
        }

        It 'is read once for many calls in flight' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey
            $vault.Secrets.LvbKey = ConvertTo-TestKey $rightKey
            $states = @(1..20 | ForEach-Object { '8888_a' } | Get-LvbChannelStatus)
            $states | Should -HaveCount 20
            $vault.Calls | Should -HaveCount 2
        }

        It 'is asked for once when it is the same, and the call is not made again' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'wrong-for-good'
            Connect-Lvb @account -SecretName LvbKey
            $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
            $null = Get-LvbChannelStatus 8888_a, 8888_b, 8888_a -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Where-Object { $_.FullyQualifiedErrorId -like 'LvbSignatureInvalid,*' } | Should -HaveCount 3
            @(Get-LvbEmulatorRequest -Emulator $emulator).Count - $before | Should -Be 3
            $vault.Calls | Should -HaveCount 2
        }

        It 'leaves the refusal as the error when the secret cannot be read' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey
            $vault.Locked = $true
            $failure = Get-FirstError { Get-LvbChannelStatus 8888_a -ErrorAction Stop -WarningVariable script:warnings -WarningAction SilentlyContinue }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbSignatureInvalid,*'
            "$script:warnings" | Should -BeLike '*locked*'
        }
    }

    Context 'A key of the notifications that was rotated' {
        BeforeAll {
            function New-Notification([string]$KeyText) {
                $signature = New-LvbSignature -Key (ConvertTo-TestKey $KeyText) -Validity 10m
                '{"event_type":1,"stream_id":"8888_a","sequence":"1","t":' + $signature.T + ',"sign":"' + $signature.Sign + '"}'
            }
        }

        It 'is read once more by ConvertFrom-LvbEvent, from <From>' -ForEach @(
            @{ From = 'the callback secret'; Connect = @{ SecretName = 'LvbKey'; CallbackSecretName = 'Callback' }; Convert = @{} }
            @{ From = 'the secret of the API key'; Connect = @{ SecretName = 'Callback' }; Convert = @{} }
            @{ From = 'a secret by name'; Connect = $null; Convert = @{ SecretName = 'Callback' } }
        ) {
            $vault.Secrets.Callback = ConvertTo-TestKey 'of-yesterday'
            if ($Connect) { Connect-Lvb @account @Connect }
            $bodies = (New-Notification 'of-yesterday'), (New-Notification 'of-today'), (New-Notification 'of-nobody')
            $events = @($bodies | ForEach-Object { $_; $vault.Secrets.Callback = ConvertTo-TestKey 'of-today' } |
                    ConvertFrom-LvbEvent @Convert -ErrorAction SilentlyContinue -ErrorVariable failures)
            $events | Should -HaveCount 2
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbEventInvalidSignature,*'
            $vault.Calls | Where-Object { $_ -eq 'Callback' } | Should -HaveCount 2
        }

        It 'leaves the refusal as the error, and warns, when the secret cannot be read' {
            $vault.Secrets.Callback = ConvertTo-TestKey 'of-yesterday'
            $bodies = (New-Notification 'of-yesterday'), (New-Notification 'of-today')
            $events = @($bodies | ForEach-Object { $_; $vault.Locked = $true } |
                    ConvertFrom-LvbEvent -SecretName Callback -ErrorAction SilentlyContinue -ErrorVariable failures -WarningAction SilentlyContinue -WarningVariable warnings)
            $vault.Locked = $false
            $events | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbEventInvalidSignature,*'
            "$warnings" | Should -BeLike '*locked*'
        }

        It 'is read once more by Receive-LvbEvent, so that what is sent again is taken' {
            $vault.Secrets.Callback = ConvertTo-TestKey 'of-yesterday'
            $port = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $port.Start()
            $uri = "http://localhost:$($port.LocalEndpoint.Port)/"
            $port.Stop()
            $receiver = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $receiver.AddScript('Import-Module $args[0]; Import-Module $args[1]; Receive-LvbEvent -Prefix $args[2] -SecretName Callback -MaxEvents 1 -Timeout 30s').
                    AddArgument($standIn).AddArgument((Get-Module TencentLvb).Path).AddArgument($uri)
                $running = $receiver.BeginInvoke()
                $until = [datetime]::UtcNow.AddSeconds(20)
                while ($vault.Calls.Count -eq 0 -and [datetime]::UtcNow -lt $until) { [System.Threading.Thread]::Sleep(20) }
                $vault.Secrets.Callback = ConvertTo-TestKey 'of-today'
                do {
                    $sent = Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_a -Key (ConvertTo-TestKey 'of-today') -ErrorAction SilentlyContinue
                } until ($sent.Acknowledged -or [datetime]::UtcNow -gt $until)
                $sent.Acknowledged | Should -BeTrue
                $receiver.EndInvoke($running).StreamId | Should -Be '8888_a'
                $vault.Calls | Should -HaveCount 2
            }
            finally {
                $receiver.Stop()
                $receiver.Runspace.Dispose()
                $receiver.Dispose()
            }
        }
    }

    Context 'Where a key is used' {
        It 'is dropped by Disconnect-Lvb' {
            $connection = Connect-Lvb @account -SecretName LvbKey -PassThru
            Disconnect-Lvb
            { Get-LvbChannelStatus 8888_a -Connection $connection } | Should -Throw -ErrorId 'LvbNotConnected*'
            $vault.Calls | Should -HaveCount 1
        }

        It 'is at hand in another runspace, which asks no vault' {
            $connection = Connect-Lvb @account -SecretName LvbKey -PassThru
            $vault.Locked = $true
            $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $other.AddScript('Import-Module $args[0]; Get-LvbChannelStatus 8888_a -Connection $args[1]').AddArgument((Get-Module TencentLvb).Path).AddArgument($connection)
                $other.Invoke().Status | Should -Be 'Live'
            }
            finally {
                $other.Runspace.Dispose()
                $other.Dispose()
            }
            $vault.Calls | Should -HaveCount 1
        }

        It 'signs from a secret without a connection' {
            $signature = New-LvbSignature -SecretName LvbKey -Vault Throwaway -ExpiresAt 2030-01-01T00:00:00Z
            $signature.Sign | Should -Be (New-LvbSignature -Key (ConvertTo-TestKey $rightKey) -ExpiresAt 2030-01-01T00:00:00Z).Sign
            Test-LvbSignature -T $signature.T -Sign $signature.Sign -SecretName LvbKey | Should -BeTrue
            { New-LvbSignature -SecretName nope } | Should -Throw -ErrorId 'LvbKeySecretNotFound*'
            { New-LvbSignature -Vault Throwaway } | Should -Throw
        }

        It 'verifies notifications by the callback secret, read on first use' {
            $vault.Secrets.Callback = ConvertTo-TestKey 'key-of-the-notifications'
            Connect-Lvb @account -SecretName LvbKey -Vault Throwaway -CallbackSecretName Callback
            $vault.Calls | Should -Not -Contain 'Callback'
            $t = [DateTimeOffset]::UtcNow.AddMinutes(5).ToUnixTimeSeconds()
            $sign = (New-LvbSignature -Key (ConvertTo-TestKey 'key-of-the-notifications') -ExpiresAt ([DateTimeOffset]::FromUnixTimeSeconds($t))).Sign
            $body = '{{"event_type":1,"stream_id":"8888_a","channel_id":"8888_a","t":{0},"sign":"{1}"}}' -f $t, $sign
            (ConvertFrom-LvbEvent $body).Verified | Should -BeTrue
            $null = ConvertFrom-LvbEvent $body
            $vault.Calls | Where-Object { $_ -eq 'Callback' } | Should -HaveCount 1
        }

        It 'is shown nowhere' {
            $connection = Connect-Lvb @account -SecretName LvbKey -PassThru
            $shown = @($connection.psobject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join ' '
            $shown | Should -Not -BeLike "*$rightKey*"
            $connection.psobject.Properties.Name | Should -Not -Contain 'Key'
            $said = @(Get-LvbChannelStatus 8888_a -Verbose 4>&1) -join ' '
            $said | Should -Not -BeLike "*$rightKey*"
            $said | Should -Not -Match 'sign=[0-9a-f]'
        }
    }

    Context 'Without SecretManagement' {
        BeforeAll {
            Remove-Module Microsoft.PowerShell.SecretManagement -Force
            $modulePath = $env:PSModulePath
            $env:PSModulePath = [System.IO.Path]::Combine($TestDrive, 'nothing')
        }

        AfterAll {
            $env:PSModulePath = $modulePath
            Import-Module $standIn -Force
        }

        It 'says how to install it' {
            $failure = Get-FirstError { Connect-Lvb @account -SecretName LvbKey }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbSecretManagementMissing,*'
            $failure.CategoryInfo.Category | Should -Be 'NotInstalled'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Install-Module Microsoft.PowerShell.SecretManagement*'
        }
    }

    Context 'With the real SecretManagement and a throw-away script vault' -Tag FullShell {
        BeforeAll {
            Remove-Module Microsoft.PowerShell.SecretManagement -Force
            $isThere = [bool](Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)
            if ($isThere) {
                $name = 'LvbSpec' + [guid]::NewGuid().ToString('N').Substring(0, 8)
                $module = Join-Path $TestDrive $name
                $null = New-Item -ItemType Directory -Path (Join-Path $module "$name.Extension") -Force
                Set-Content (Join-Path $module "$name.psd1") "@{ ModuleVersion = '1.0'; NestedModules = @('./$name.Extension'); FunctionsToExport = @() }"
                Set-Content (Join-Path $module "$name.Extension/$name.Extension.psd1") "@{ ModuleVersion = '1.0'; RootModule = '$name.Extension.psm1'; FunctionsToExport = 'Get-Secret', 'Get-SecretInfo', 'Set-Secret', 'Remove-Secret', 'Test-SecretVault' }"
                Set-Content (Join-Path $module "$name.Extension/$name.Extension.psm1") @'
function Get-Secret {
    param([string]$Name, [string]$VaultName, [hashtable]$AdditionalParameters)
    $state = [System.AppDomain]::CurrentDomain.GetData('lvb-spec-vault')
    if ($state.Locked) { throw [Microsoft.PowerShell.SecretManagement.PasswordRequiredException]::new('A valid password is required.') }
    if ($state.Asks) { Read-Host 'Password' }
    $state.Secrets[$Name]
}
function Get-SecretInfo { param([string]$Filter, [string]$VaultName, [hashtable]$AdditionalParameters) }
function Set-Secret { param([string]$Name, [object]$Secret, [string]$VaultName, [hashtable]$AdditionalParameters) }
function Remove-Secret { param([string]$Name, [string]$VaultName, [hashtable]$AdditionalParameters) }
function Test-SecretVault { param([string]$VaultName, [hashtable]$AdditionalParameters) $true }
'@
                Register-SecretVault -Name $name -ModuleName $module
            }
        }

        BeforeEach {
            if (-not $isThere) { Set-ItResult -Skipped -Because 'SecretManagement is not installed' }
        }

        AfterAll {
            if ($isThere) { Unregister-SecretVault -Name $name }
            Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
        }

        It 'reads every kind, and says what is wrong' {
            foreach ($secret in (ConvertTo-TestKey $rightKey), $rightKey, [pscredential]::new('x', (ConvertTo-TestKey $rightKey)), @{ Key = $rightKey }) {
                $vault.Secrets.LvbKey = $secret
                Connect-Lvb @account -SecretName LvbKey -Vault $name
                (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
            }
            $vault.Secrets.LvbKey = [byte[]](1, 2)
            { Connect-Lvb @account -SecretName LvbKey -Vault $name } | Should -Throw -ErrorId 'LvbKeySecretType*'
            { Connect-Lvb @account -SecretName nope -Vault $name } | Should -Throw -ErrorId 'LvbKeySecretNotFound*'
            { Connect-Lvb @account -SecretName LvbKey -Vault "$name-not" } | Should -Throw -ErrorId 'LvbKeyVaultNotFound*'
            $vault.Locked = $true
            { Connect-Lvb @account -SecretName LvbKey -Vault $name } | Should -Throw -ErrorId 'LvbKeyVaultLocked*'
        }

        It 'takes a rotated key' {
            $vault.Secrets.LvbKey = 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey -Vault $name
            $vault.Secrets.LvbKey = $rightKey
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
        }
    }
}
