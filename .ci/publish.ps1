<#
.SYNOPSIS
    Publishes the package in out/ to a registered PSResourceGet repository. The key is in $env:GALLERY_KEY.
.EXAMPLE
    dotnet run --project tools/Shell -- .ci/publish.ps1 -Repository PSGallery
#>
param([Parameter(Mandatory)] [string]$Repository)

$ErrorActionPreference = 'Stop'
$version = (Import-PowerShellDataFile $PSScriptRoot/../TencentLvb.psd1).ModuleVersion
$key = if ($env:GALLERY_KEY) { @{ ApiKey = $env:GALLERY_KEY } } else { @{} }
Publish-PSResource -NupkgPath (Resolve-Path "$PSScriptRoot/../out/TencentLvb.$version.nupkg").Path -Repository $Repository @key
"Published TencentLvb $version to $Repository."
