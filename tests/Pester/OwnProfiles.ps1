# Profiles in a file of the spec. In a spec: BeforeAll { . $PSScriptRoot/OwnProfiles.ps1 }; AfterAll { Restore-Profile }
. $PSScriptRoot/Common.ps1

$profilesBefore = $env:LVB_PROFILE_PATH, $env:LVB_PROFILE
$env:LVB_PROFILE = ''
$path = Join-Path $TestDrive deep/down/profiles.json
$env:LVB_PROFILE_PATH = $path

function Restore-Profile { $env:LVB_PROFILE_PATH, $env:LVB_PROFILE = $profilesBefore }

function Get-FirstError([scriptblock]$Script) {
    try { $null = & $Script } catch { $_ }
}
