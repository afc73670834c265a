<#
.SYNOPSIS
    Builds, tests, packs and demonstrates the module in your own PowerShell (5.1 or 7).
.DESCRIPTION
    Build  runs dotnet build -c Release, which stages the module in out/TencentLvb
    Test   runs the specs of tests/Pester in this shell on the staged module, with a Pester that dotnet restores (unit tests: dotnet test)
    Pack   creates the package for the gallery from the staged module
    Demo   runs examples/Quickstart.ps1 in this shell
    Tasks run in the specified order. Test, Pack and Demo build first when nothing is staged.
.EXAMPLE
    ./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    # Build, Test, Pack, Demo. From another shell: pwsh ./build.ps1 -Task Build,Test (without spaces).
    [string[]]$Task = 'Build',

    # The file for the result of Test, in NUnit XML. Default: out/pester.xml.
    [string]$ResultPath,

    # The specs that Test runs: files or folders. Default: tests/Pester.
    [string[]]$Path,

    # The version of Pester that Test uses, one of those in Directory.Packages.props. Default: the first.
    [string]$PesterVersion
)

$ErrorActionPreference = 'Stop'
# Not as default values: $PSScriptRoot is not set there in Windows PowerShell.
if (-not $ResultPath) { $ResultPath = Join-Path $PSScriptRoot 'out/pester.xml' }
if (-not $Path) { $Path = Join-Path $PSScriptRoot 'tests/Pester' }
$manifest = Join-Path $PSScriptRoot 'out/TencentLvb/TencentLvb.psd1'

function Invoke-DotNet([string[]]$Argument) {
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument ended with exit code $LASTEXITCODE." }
}

function Invoke-Build { Invoke-DotNet -Argument 'build', '-c', 'Release', "$PSScriptRoot/TencentLvb.slnx", '-nologo' }

function Assert-Staged { if (-not (Test-Path -LiteralPath $manifest)) { Invoke-Build } }

function Get-Pester([string]$Version) {
    $versions = ([xml](Get-Content -LiteralPath "$PSScriptRoot/Directory.Packages.props" -Raw)).Project.PropertyGroup
    if (-not $Version) { $Version = $versions.PesterVersion }
    Invoke-DotNet -Argument 'restore', "$PSScriptRoot/tests/Specs", '-v', 'q'
    $packages = (& dotnet nuget locals global-packages --list) -replace '^global-packages: '
    Join-Path $packages "pester/$Version/tools/Pester.psd1"
}

function Invoke-Test {
    Assert-Staged
    Import-Module (Get-Pester $PesterVersion)

    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Detailed'
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputPath = $ResultPath
    $configuration.TestResult.OutputFormat = 'NUnitXml'

    # The specs run as in a user's session, without the strict mode of this script.
    Set-StrictMode -Off
    $ErrorActionPreference = 'Continue'
    $result = Invoke-Pester -Configuration $configuration
    $ErrorActionPreference = 'Stop'

    # Not only failed tests: a file that could not be read and a failed AfterAll count too.
    if ($result.Result -ne 'Passed') {
        throw ("The specs failed: $($result.FailedCount) tests, $($result.FailedBlocksCount) blocks, " +
            "$($result.FailedContainersCount) files.") }
    if ($result.TotalCount -eq 0) { throw 'No spec ran.' }
}

function Invoke-Pack {
    Assert-Staged
    Invoke-DotNet -Argument 'run', '--project', "$PSScriptRoot/tools/Build", '-c', 'Release', '--', 'pack'
}

function Invoke-Demo {
    Assert-Staged
    Import-Module $manifest
    & (Join-Path $PSScriptRoot 'examples/Quickstart.ps1')
}

try {
    $steps = @($Task -split ',' | Where-Object { $_ })
    $unknown = @($steps | Where-Object { $_ -notin 'Build', 'Test', 'Pack', 'Demo' })
    if ($unknown) { throw "There is no task '$unknown'. The tasks are Build, Test, Pack, Demo." }
    foreach ($step in $steps) { & "Invoke-$step" }
}
catch {
    # A plain message and an exit code, also for `powershell -File`, which would end with 0.
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}
