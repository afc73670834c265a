<#
.SYNOPSIS
Changes the code of folders of src/TencentLvb.PowerShell in hundreds of ways, one at a time, and shows which changes no test detects.
.DESCRIPTION
Runs the tests in the same folders of tests/Unit. Tests that depend on clocks or sockets are omitted unless -Slow is specified.
The arguments of ConfigureAwait are not changed: they matter only with a synchronization context, and PowerShell has none.
A run takes some minutes before its first change, and about a second for each change. The report is in out/mutation.
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Signing
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Backends/Lvb2 -File Wire/Lvb2Errors.cs
.EXAMPLE
dotnet run --project tools/Shell -- tools/Mutation/Measure.ps1 Transport,Downloads -Slow -Without HostDownTests -Concurrency 2
#>
[CmdletBinding()]
param(
    # The folders, below src/TencentLvb.PowerShell and below tests/Unit.
    [Parameter(Mandatory, Position = 0)] [string[]]$Folder,
    # Only these files of the folders. Wildcards are allowed.
    [string[]]$File = '**/*.cs',
    # Includes the tests that depend on clocks and sockets.
    [switch]$Slow,
    # Omits these test classes. A test that waits for seconds does so for each change that it reaches.
    [string[]]$Without,
    # The number of changes that are tested at once.
    [int]$Concurrency = 1
)
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
# A script that is started from another shell gets its lists as text.
$Folder, $File, $Without = $Folder, $File, $Without | ForEach-Object { , @($_ -split ',' -ne '') }
$output = Join-Path $root "out/mutation/$($Folder -join '+')"
$tests = $env:LvbMutate, $env:LvbMutateSlow, $env:LvbMutateWithout
Push-Location $PSScriptRoot
try {
    $env:LvbMutate = $Folder -join ';'
    $env:LvbMutateSlow = "$Slow".ToLowerInvariant()
    $env:LvbMutateWithout = $Without -join '.cs;**/'
    dotnet tool restore
    if ($LASTEXITCODE) { throw 'The tool could not be restored.' }
    $mutate = foreach ($one in $Folder) { $File | ForEach-Object { '--mutate', "$one/$_" } }
    dotnet stryker --skip-version-check --output $output --concurrency $Concurrency @mutate
    if ($LASTEXITCODE) { throw 'The tests could not be measured.' }
} finally {
    Pop-Location
    $env:LvbMutate, $env:LvbMutateSlow, $env:LvbMutateWithout = $tests
}

# Only changes that compile and are not excluded count.
$mutants = (Get-Content (Join-Path $output reports/mutation-report.json) -Raw | ConvertFrom-Json -AsHashtable).files.GetEnumerator() |
    ForEach-Object { $name = Split-Path $_.Key -Leaf; $_.Value.mutants | ForEach-Object { $_.file = $name; $_ } } |
    Where-Object { $_.status -in 'Killed', 'Survived', 'Timeout', 'NoCoverage' }
$mutants | Where-Object { $_.status -notin 'Killed', 'Timeout' } | ForEach-Object {
    [pscustomobject]@{ File = $_.file; Line = $_.location.start.line; Status = $_.status; Change = $_.mutatorName; Into = $_.replacement }
} | Format-Table -AutoSize -Wrap
$mutants | Group-Object { $_.status } -NoElement
