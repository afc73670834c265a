BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A stand-in for SecretManagement with two vaults, queried as the real one does: the default one first, with errors written, not thrown.
    $folder = Join-Path $TestDrive Microsoft.PowerShell.SecretManagement
    $null = New-Item -ItemType Directory -Path $folder
    $standIn = Join-Path $folder Microsoft.PowerShell.SecretManagement.psm1
    Set-Content -LiteralPath $standIn -Value @'
class PasswordRequiredException : System.Exception { PasswordRequiredException([string]$text) : base($text) { } }
function Get-SecretVault {
    foreach ($vault in [System.AppDomain]::CurrentDomain.GetData('lvb-spec-vaults')) {
        [pscustomobject]@{ Name = $vault.Name; IsDefault = $vault.IsDefault } }
}
function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string]$Name, [string]$Vault)
    $all = [System.AppDomain]::CurrentDomain.GetData('lvb-spec-vaults') | Sort-Object { -not $_.IsDefault }
    foreach ($one in $all) {
        if ($Vault -and $Vault -ne $one.Name) { continue }
        if ($one.Locked) {
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
                [PasswordRequiredException]::new('A valid password is required.'), 'GetSecretException', 'InvalidOperation', $null))
            continue
        }
        if ($one.Broken) {
            $broken = [System.InvalidOperationException]::new("Unable to get secret $Name from vault $($one.Name)",
                [System.Exception]::new($one.Broken))
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($broken, 'GetSecretInvalidOperation',
                'InvalidOperation', $null))
        }
        if ($one.Type) {
            $invalid = [System.InvalidOperationException]::new(
                "Secret object returned for '$Name' from vault '$($one.Name)' is of invalid type '$($one.Type)'")
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($invalid, 'GetSecretInvalidOperation',
                'InvalidOperation', $null))
        }
        if ($one.Secrets.ContainsKey($Name)) { return $one.Secrets[$Name] }
    }
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
            [System.Management.Automation.ItemNotFoundException]::new("The secret $Name was not found."), 'GetSecretNotFound',
                'ObjectNotFound', $null))
}
'@
    Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
    Import-Module $standIn -Force

    function Get-FirstError([scriptblock]$Script) {
        try { $null = & $Script } catch { $_ }
    }
}

AfterAll {
    Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
    [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vaults', $null)
}

Describe 'Several vaults' {
    BeforeEach {
        $team = @{ Name = "Team's"; IsDefault = $false; Secrets = @{ plain = 'key-of-the-team'; shared = 'key-of-the-team' } }
        $store = @{ Name = 'Store'; IsDefault = $true; Secrets = @{ plain = 'key-of-the-store' } }
        [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vaults', @($team, $store))
        function Get-Sign([string]$Text) { (New-LvbSignature -Key (ConvertTo-TestKey $Text) -ExpiresAt 2030-01-01).Sign }
    }

    AfterEach { Disconnect-Lvb }

    It 'are read in the order of Get-Secret, and the connection shows which one had the key' {
        (Connect-Lvb -AppId 1 -SecretName plain -PassThru).Vault | Should -Be 'Store'
        (New-LvbSignature -ExpiresAt 2030-01-01).Sign | Should -Be (Get-Sign 'key-of-the-store')
        (Connect-Lvb -AppId 1 -SecretName shared -PassThru -WarningVariable warnings).Vault | Should -Be "Team's"
        $warnings | Should -BeNullOrEmpty
        (Connect-Lvb -AppId 1 -SecretName plain -Vault "Team's" -PassThru).Vault | Should -Be "Team's"
        (New-LvbSignature -ExpiresAt 2030-01-01).Sign | Should -Be (Get-Sign 'key-of-the-team')
    }

    It 'do not change the key silently when one is locked' {
        $store.Locked = $true
        $connection = Connect-Lvb -AppId 1 -SecretName plain -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        $connection.Vault | Should -Be "Team's"
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*'Store'*locked*'Team's'*-Vault 'Store' or 'Team''s'*"
    }

    It 'show which one is locked when none has the key' {
        $store.Locked = $true
        $failure = Get-FirstError { Connect-Lvb -AppId 1 -SecretName nope }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultLocked,*'
        $failure.Exception.Message | Should -BeLike "*'Store'*"
        $store.Locked = $false
        (Get-FirstError { Connect-Lvb -AppId 1 -SecretName nope }).FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretNotFound,*'
    }

    It 'show the cause of a failure' {
        $store.Broken = 'The disk is on fire.'
        $store.Secrets.Clear()
        $failure = Get-FirstError { Connect-Lvb -AppId 1 -SecretName nope }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeyVaultFailed,*'
        $failure.Exception.Message | Should -BeLike "*'Store'*The disk is on fire*"
        $null = Connect-Lvb -AppId 1 -SecretName shared -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*The disk is on fire*'
    }

    It 'name the first of several that could not be read' {
        $store.Locked = $true
        $team.Broken = 'The disk is on fire.'
        $team.Secrets.Clear()
        $third = @{ Name = 'Third'; IsDefault = $false; Secrets = @{ plain = 'key-of-the-third' } }
        [System.AppDomain]::CurrentDomain.SetData('lvb-spec-vaults', @($team, $store, $third))
        $connection = Connect-Lvb -AppId 1 -SecretName plain -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        $connection.Vault | Should -Be 'Third'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*'Store'*locked*-Vault 'Store' or 'Third'*"
    }

    It 'are skipped when they return nothing' {
        $store.Secrets.plain = $null
        (Connect-Lvb -AppId 1 -SecretName plain -PassThru).Vault | Should -Be "Team's"
    }

    It 'return their key even if they write errors' {
        $store.Broken = 'The disk is warm.'
        (Connect-Lvb -AppId 1 -SecretName plain -Vault Store -PassThru).Vault | Should -Be 'Store'
        (New-LvbSignature -ExpiresAt 2030-01-01).Sign | Should -Be (Get-Sign 'key-of-the-store')
        (Connect-Lvb -AppId 1 -SecretName plain -PassThru).Vault | Should -Be 'Store'
    }

    It 'name the type that SecretManagement itself refuses' {
        $store.Type = 'System.Collections.Specialized.OrderedDictionary'
        $store.Secrets.Clear()
        $failure = Get-FirstError { Connect-Lvb -AppId 1 -SecretName nope -Vault Store }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbKeySecretType,*'
        $failure.Exception.Message | Should -BeLike '*OrderedDictionary*'
    }

    It 'are reported to have no home when HOME is not set' -Skip:($env:OS -eq 'Windows_NT') {
        $store.Broken = "Value cannot be null. (Parameter 'path1')"
        $store.Secrets.Clear()
        $before = $env:HOME
        try {
            $env:HOME = $null
            $failure = Get-FirstError { Connect-Lvb -AppId 1 -SecretName nope -Vault Store }
            $failure.Exception.Message | Should -BeLike '*path1*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*HOME*-Credential*'
        }
        finally { $env:HOME = $before }
    }
}
