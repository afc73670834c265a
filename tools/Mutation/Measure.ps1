<#
.SYNOPSIS
Changes the code of a folder of src/TencentLvb.PowerShell in hundreds of ways, one at a time, and shows which changes its tests let through.
.DESCRIPTION
The tests are those of the same folder of tests/Unit. Those that watch clocks or sockets are left out unless -Slow is specified.
One folder takes minutes, a large one hours. The report is in out/mutation.
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Signing
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Backends/Lvb2 -File Wire/Lvb2Errors.cs
#>
[CmdletBinding()]
param(
    # The folder, below src/TencentLvb.PowerShell and below tests/Unit.
    [Parameter(Mandatory, Position = 0)] [string]$Folder,
    # Only these files of it; wildcards are allowed.
    [string[]]$File = '**/*.cs',
    # With the tests that watch clocks and sockets.
    [switch]$Slow
)
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$output = Join-Path $root "out/mutation/$Folder"
$tests = $env:LvbMutate, $env:LvbMutateSlow
Push-Location $PSScriptRoot
try {
    $env:LvbMutate, $env:LvbMutateSlow = $Folder, "$Slow".ToLowerInvariant()
    dotnet tool restore
    if ($LASTEXITCODE) { throw 'The tool could not be restored.' }
    $mutate = $File -split ',' | ForEach-Object { '--mutate', "$Folder/$_" }
    dotnet stryker --skip-version-check --output $output @mutate
    if ($LASTEXITCODE) { throw 'The tests could not be measured.' }
} finally {
    Pop-Location
    $env:LvbMutate, $env:LvbMutateSlow = $tests
}

# What compiles and is not left out counts.
$mutants = (Get-Content (Join-Path $output reports/mutation-report.json) -Raw | ConvertFrom-Json -AsHashtable).files.GetEnumerator() |
    ForEach-Object { $name = Split-Path $_.Key -Leaf; $_.Value.mutants | ForEach-Object { $_.file = $name; $_ } } |
    Where-Object { $_.status -in 'Killed', 'Survived', 'Timeout', 'NoCoverage' }
$mutants | Where-Object { $_.status -notin 'Killed', 'Timeout' } | ForEach-Object {
    [pscustomobject]@{ File = $_.file; Line = $_.location.start.line; Status = $_.status; Change = $_.mutatorName; Into = $_.replacement }
} | Format-Table -AutoSize -Wrap
$mutants | Group-Object { $_.status } -NoElement
