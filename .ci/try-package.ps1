<#
.SYNOPSIS
    Installs the package in out/ from a repository, as a user does, and uses it in a separate PowerShell.
.EXAMPLE
    dotnet run --project tools/Shell -- .ci/try-package.ps1 -Tag v0.1.0
#>
param(
    # A tag of the source, which must match the version of the package.
    [string]$Tag
)

$ErrorActionPreference = 'Stop'
$out = (Resolve-Path $PSScriptRoot/../out).Path
$version = (Import-PowerShellDataFile $PSScriptRoot/../TencentLvb.psd1).ModuleVersion
if ($Tag -and $Tag -ne "v$version") { throw "The tag is $Tag, but the version of the module is $version." }

$folder = (New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) "lvb-package-$(New-Guid)")).FullName
$name = "lvb-package-$PID"
try {
    Register-PSResourceRepository -Name $name -Uri $out -Trusted
    Save-PSResource TencentLvb -Version $version -Repository $name -Path $folder
    $env:PSModulePath = $folder
    $text = '
        $ErrorActionPreference = "Stop"
        Start-LvbEmulator -SampleData | Connect-Lvb
        Get-LvbLiveStat
        (Get-Help Get-LvbLiveStat).Synopsis
        Stop-LvbEmulator
        (Get-Module TencentLvb).Path'
    $said = & dotnet "$PSHOME/pwsh.dll" -NoProfile -NonInteractive -Command $text
    if ($LASTEXITCODE) { throw "The installed module failed: $said" }
    $said
    if (-not ("$said" -like "*$folder*$version*")) { throw 'Another module was imported.' }
}
finally {
    Unregister-PSResourceRepository -Name $name -ErrorAction Ignore
    Remove-Item -LiteralPath $folder -Recurse -Force
}
