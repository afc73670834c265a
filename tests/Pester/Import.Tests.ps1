# What an import loads and reads, in a separate shell.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $manifest = (Get-Module TencentLvb).Path -replace 'TencentLvb\.PowerShell\.dll$', 'TencentLvb.psd1'
    $loaded = '[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -like "TencentLvb*" }'
}

Describe 'An import' {
    It 'loads the emulator only when one starts' {
        Invoke-NewShell "Import-Module '$manifest'; $loaded; 'start'; `$e = Start-LvbEmulator; $loaded; Stop-LvbEmulator -Emulator `$e" |
            Should -Be @('TencentLvb.PowerShell', 'start', 'TencentLvb.PowerShell', 'TencentLvb.Emulator')
    }

    It 'reads no profile' {
        # A command that reads this file would report that it is damaged.
        $before = $env:LVB_PROFILE_PATH, $env:LVB_PROFILE
        $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json
        $env:LVB_PROFILE = 'none'
        Set-Content -LiteralPath $env:LVB_PROFILE_PATH -Value '{ damaged'
        try { Invoke-NewShell "Import-Module '$manifest'; (Get-Module TencentLvb).Name" | Should -Be 'TencentLvb' }
        finally { $env:LVB_PROFILE_PATH, $env:LVB_PROFILE = $before }
    }
}
