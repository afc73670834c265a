# Keys when SecretManagement is missing, and with the real one.
BeforeAll { . $PSScriptRoot/Vault.ps1 }

AfterAll { Remove-TestVault }

Describe 'A key in a secret' {
    BeforeEach { $vault = Reset-TestVault }

    AfterEach { Disconnect-Lvb }

    Context 'Without SecretManagement' {
        BeforeAll {
            Remove-Module Microsoft.PowerShell.SecretManagement -Force
            $modulePath = $env:PSModulePath
            $env:PSModulePath = Join-Path $TestDrive nothing
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

    Context 'With the real SecretManagement and a temporary script vault' {
        BeforeAll {
            Remove-Module Microsoft.PowerShell.SecretManagement -Force
            $isThere = [bool](Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)
            if ($isThere) {
                $name = 'LvbSpec' + [guid]::NewGuid().ToString('N').Substring(0, 8)
                $module = Join-Path $TestDrive $name
                $null = New-Item -ItemType Directory -Path (Join-Path $module "$name.Extension") -Force
                Set-Content (Join-Path $module "$name.psd1") ("@{ ModuleVersion = '1.0'; NestedModules = @('./$name.Extension'); " +
                    "FunctionsToExport = @() }")
                Set-Content (Join-Path $module "$name.Extension/$name.Extension.psd1") (
                    "@{ ModuleVersion = '1.0'; RootModule = '$name.Extension.psm1'; FunctionsToExport = " +
                    "'Get-Secret', 'Get-SecretInfo', 'Set-Secret', 'Remove-Secret', 'Test-SecretVault' }")
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

        It 'reads every type, and reports what is wrong' {
            foreach ($secret in (ConvertTo-TestKey $rightKey), $rightKey, [pscredential]::new('x', (ConvertTo-TestKey $rightKey)),
                @{ Key = $rightKey }) {
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

        It 'uses a rotated key' {
            $vault.Secrets.LvbKey = 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey -Vault $name
            $vault.Secrets.LvbKey = $rightKey
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
        }
    }
}
