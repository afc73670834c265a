# Pester's words, as far as the specs need them: first a file is described, then it runs, both in scopes of its own.
Set-StrictMode -Version 3

function New-Spec($Parent, [string]$Name, $Data, [bool]$Skip, [scriptblock]$Body) {
    $variables = [System.Collections.Generic.Dictionary[string, psvariable]]::new([System.StringComparer]::OrdinalIgnoreCase)
    if ($Parent) { foreach ($one in $Parent.Variables) { $variables[$one.Name] = $one } }
    if ($null -ne $Data) { $variables['_'] = [psvariable]::new('_', $Data) }
    if ($Data -is [System.Collections.IDictionary]) { foreach ($key in $Data.Keys) { $variables[$key] = [psvariable]::new($key, $Data[$key]) } }
    $list = [psvariable[]]@($variables.Values)
    # <a.b> in a name is what "$($a.b)" gives.
    $text = $Name -replace '\$', '`$' -replace '"', '`"' -replace '(?<!`)<([^>`]+)>', '$$($$$1)'
    if ($Name.Contains('<')) { $Name = "$([scriptblock]::Create('"' + $text + '"').InvokeWithContext($null, $list))" }
    [pscustomobject]@{
        Parent = $Parent; FullName = ($Parent -and $Parent.Parent ? "$($Parent.FullName) > $Name" : $Name); Variables = $list
        IsBlock = -not $Body; Body = $Body ?? { param($Spec) foreach ($child in $Spec.Children) { Invoke-Spec $child } }
        Skipped = $(if ($Skip) { 'left out by the spec, or needs the whole shell' } elseif ($Parent) { $Parent.Skipped })
        Children = [System.Collections.Generic.List[object]]::new(); BeforeAll = @(); BeforeEach = @(); AfterEach = @(); AfterAll = @()
        HasRun = $false; Failure = $null; Trace = $null; Fail = { param($Spec, $Problem) Set-Failure $Spec $Problem }
    }
}

function Add-Spec($Name, [scriptblock]$Script, $ForEach, $Tag, $Skip, [switch]$Block) {
    foreach ($data in $ForEach) {
        $parent = $script:current
        $spec = New-Spec $parent $Name $data ($Skip -or $Tag -contains 'FullShell') $(if (-not $Block) { $Script })
        $parent.Children.Add($spec)
        if ($Block) {
            $script:current = $spec
            try { $null = $Script.InvokeWithContext($null, $spec.Variables) } catch { throw $_.Exception.InnerException.ErrorRecord } finally { $script:current = $parent }
        }
    }
}

function Describe([string]$Name, [scriptblock]$Fixture, [string[]]$Tag, [object[]]$ForEach = @($null), [switch]$Skip) { Add-Spec $Name $Fixture $ForEach $Tag $Skip -Block }
${function:Context} = ${function:Describe}
function It([string]$Name, [scriptblock]$Test, [Alias('TestCases')][object[]]$ForEach = @($null), [string[]]$Tag, [switch]$Skip) { Add-Spec $Name $Test $ForEach $Tag $Skip }
function BeforeDiscovery([scriptblock]$Script) { . $Script }
function BeforeAll([scriptblock]$Script) { $script:current.BeforeAll += $Script }
function BeforeEach([scriptblock]$Script) { $script:current.BeforeEach += $Script }
function AfterEach([scriptblock]$Script) { $script:current.AfterEach += $Script }
function AfterAll([scriptblock]$Script) { $script:current.AfterAll += $Script }

function Set-ItResult([switch]$Skipped, [switch]$Inconclusive, [string]$Because = 'the spec says so') {
    throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new($Because), 'PesterTestSkipped', 'InvalidResult', $null)
}

function Get-SpecTest($Spec) { foreach ($child in $Spec.Children) { if ($child.IsBlock) { Get-SpecTest $child } else { $child } } }

# All that a file describes goes into a block without a name.
function New-SpecFile { ($script:current = New-Spec) }

# $Wrapper comes from outside of this module, so that a spec's steps see each other's variables and none of these.
function Invoke-Spec($Spec, $Wrapper = $script:wrapper) {
    $script:wrapper = $Wrapper
    $tests = @(if ($Spec.IsBlock) { Get-SpecTest $Spec } else { $Spec })
    if (-not ($tests | Where-Object { -not $_.Skipped })) { return }
    $before = $Spec.BeforeAll
    $after = $Spec.AfterAll
    if (-not $Spec.IsBlock) {
        $Spec.HasRun = $true
        for ($block = $Spec.Parent; $block; $block = $block.Parent) { $before = @($block.BeforeEach) + $before; $after += $block.AfterEach }
    }

    $files = [System.IO.Directory]::GetFiles($global:TestDrive, '*', 'AllDirectories')
    $null = $Wrapper.InvokeWithContext($null, $Spec.Variables, @($Spec, $before, $after))
    if ($Spec.IsBlock) { [System.IO.Directory]::GetFiles($global:TestDrive, '*', 'AllDirectories') | Where-Object { $_ -notin $files } | ForEach-Object { [System.IO.File]::Delete($_) } }
}

# A failure around tests is one of those that did not run, or else of the last.
function Set-Failure($Spec, $Problem) {
    $tests = @(if ($Spec.IsBlock) { Get-SpecTest $Spec } else { $Spec }) | Where-Object { -not $_.Skipped }
    $waiting = @($tests | Where-Object { -not $_.HasRun })
    foreach ($test in $(if ($waiting) { $waiting } else { @($tests)[-1] })) {
        $test.HasRun = $true
        if ($Problem.FullyQualifiedErrorId -eq 'PesterTestSkipped') { $test.Skipped = $Problem.Exception.Message; continue }
        if ($test.Failure) { continue }
        $id = if ($Problem.FullyQualifiedErrorId -notlike 'PesterAssertionFailed*') { "$($Problem.FullyQualifiedErrorId): " }
        $frames = @("$($Problem.ScriptStackTrace)" -split "`r?`n" | Where-Object { $_ -match ', (.+): line \d+$' -and $Matches[1] -notmatch '[\\/](Spec|Should)\.psm1$|^<' })
        $line = if ($frames -and $frames[0] -match ', (.+): line (\d+)$') { [System.IO.File]::ReadAllLines($Matches[1])[$Matches[2] - 1].Trim() }
        $test.Failure = "$id$($Problem.Exception.Message)`n    at $line"
        $test.Trace = $frames -replace '^at (.*), (.*): line (\d+)$', '   at $1 in $2:line $3' -join "`n"
    }
}
