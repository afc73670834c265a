<#
.SYNOPSIS
Changes the code of a folder of src/TencentLvb.PowerShell in hundreds of ways, one at a time, and shows which changes no test detects.
.DESCRIPTION
Runs the tests in the same folder of tests/Unit. Tests that depend on clocks or sockets are omitted unless -Slow is specified.
A small folder takes minutes, a large one hours. The report is in out/mutation.
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Signing
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Backends/Lvb2 -File Wire/Lvb2Errors.cs
#>
[CmdletBinding()]
param(
    # The folder, below src/TencentLvb.PowerShell and below tests/Unit.
    [Parameter(Mandatory, Position = 0)] [string]$Folder,
    # Only these files of the folder. Wildcards are allowed.
    [string[]]$File = '**/*.cs',
    # Includes the tests that depend on clocks and sockets.
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

# Only changes that compile and are not excluded count.
$mutants = (Get-Content (Join-Path $output reports/mutation-report.json) -Raw | ConvertFrom-Json -AsHashtable).files.GetEnumerator() |
    ForEach-Object { $name = Split-Path $_.Key -Leaf; $_.Value.mutants | ForEach-Object { $_.file = $name; $_ } } |
    Where-Object { $_.status -in 'Killed', 'Survived', 'Timeout', 'NoCoverage' }
$mutants | Where-Object { $_.status -notin 'Killed', 'Timeout' } | ForEach-Object {
    [pscustomobject]@{ File = $_.file; Line = $_.location.start.line; Status = $_.status; Change = $_.mutatorName; Into = $_.replacement }
} | Format-Table -AutoSize -Wrap
$mutants | Group-Object { $_.status } -NoElement
