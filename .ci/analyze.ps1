<#
.SYNOPSIS
    Checks what no test covers: scripts and the manifest with PSScriptAnalyzer, the views against the schema of PowerShell.
.DESCRIPTION
    Requires PSScriptAnalyzer on the module path, and the schema src/Schemas/Format.xsd of the PowerShell repository.
    Exits with 1 when there are findings.
.EXAMPLE
    pwsh .ci/analyze.ps1 -Schema ../PowerShell/src/Schemas/Format.xsd
#>
param([Parameter(Mandatory)] [string]$Schema)

$ErrorActionPreference = 'Stop'
Import-Module PSScriptAnalyzer
$root = Split-Path $PSScriptRoot
Push-Location $root

$scripts = git ls-files --cached --others --exclude-standard '*.ps1' '*.psm1' '*.psd1'
$findings = @(foreach ($script in $scripts) {
        $settings = if ($script -like 'tests/*') { @{ Settings = 'tests/PSScriptAnalyzerSettings.psd1' } } else { @{} }
        Invoke-ScriptAnalyzer -Path $script @settings | ForEach-Object { "$script($($_.Line)): $($_.RuleName): $($_.Message)" }
    })

$reading = [System.Xml.XmlReaderSettings]::new()
$reading.ValidationType = 'Schema'
$reading.add_ValidationEventHandler({ $script:findings += "TencentLvb.Format.ps1xml($($_.Exception.LineNumber)): $($_.Message)" })
$null = $reading.Schemas.Add($null, (Resolve-Path -LiteralPath $Schema).ProviderPath)
$reader = [System.Xml.XmlReader]::Create((Join-Path $root TencentLvb.Format.ps1xml), $reading)
$views = 0
while ($reader.Read()) { $views += $reader.NodeType -eq 'Element' -and $reader.Name -eq 'View' }
$reader.Dispose()
Pop-Location

$findings
"$($scripts.Count) scripts and $views views: $($findings.Count) findings."
exit [int]($findings.Count -gt 0)
