<#
.SYNOPSIS
    Creates the pictures of the README from the emulator: the report of a sample account, light and dark.

.DESCRIPTION
    Run it after a change to the report, check the pictures, and commit them:
        dotnet run --project tools/Shell -- tools/Update-Pictures.ps1
    Requires Chromium on PATH.
#>
#Requires -Version 7.4
#Requires -Modules TencentLvb

[CmdletBinding()]
param(
    [string]$Path = "$PSScriptRoot/../docs/pictures"
)

$ErrorActionPreference = 'Stop'
$names = 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'
$browser = Get-Command $names -CommandType Application -ErrorAction Ignore | Select-Object -First 1
if (-not $browser) { throw 'Chromium was not found on PATH.' }

$null = New-Item -ItemType Directory -Path $Path -Force
$report = Join-Path ([System.IO.Path]::GetTempPath()) 'lvb-pictures.html'
$emulator = Start-LvbEmulator -SampleData
try {
    Connect-Lvb -Emulator $emulator
    Export-LvbReport -Path $report -Title 'Night shift'
    foreach ($scheme in 'light', 'dark') {
        $arguments = '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1120,834'
        if ($scheme -eq 'dark') { $arguments += '--force-dark-mode' }
        $picture = Join-Path $Path "report-$scheme.png"
        & $browser.Source @arguments "--screenshot=$picture" "file://$report" 2>$null
        Get-Item $picture
    }
}
finally {
    Remove-Item $report -ErrorAction Ignore
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}
