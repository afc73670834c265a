<#
.SYNOPSIS
    Bans or suspends the streams in a CSV file, and writes a report.

.DESCRIPTION
    The file must have a StreamId column, and can have an Until column (ISO 8601, for example 2026-01-31T22:00, or with an offset). A stream
    with Until is suspended until then (at most 90 days). A stream without Until is banned; the service lifts the ban automatically after 7
    days. Rows whose time has passed are skipped. A row that fails does not stop the others. You can run the sweep again at any time.

    Exit codes: 0 all streams were changed; 1 some streams could not be changed (see the report); 2 nothing was done (unusable file or
    account).

    To install:
      1. Install TencentLvb as described in README.md, and install a vault for the key:
         Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use, turn off the password prompt:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Save the account as a profile:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. Test it:  .\Invoke-BanSweep.ps1 -Path .\ban.csv -WhatIf
      5. Run it from a scheduler. Register-LvbTask.ps1 creates a Windows task. With cron:
         */15 * * * *  flock -n /run/lock/lvb-sweep pwsh -NoProfile -NonInteractive -File /opt/lvb/Invoke-BanSweep.ps1 -Path ban.csv

.PARAMETER Path
    The CSV file.
.PARAMETER ReportPath
    The CSV file for the report. Default: none; the rows are always emitted.
.PARAMETER ProfileName
    The profile of the account. Default: the current connection, or else $env:LVB_PROFILE or the default profile.
.EXAMPLE
    .\Invoke-BanSweep.ps1 -Path .\ban.csv -ReportPath .\report.csv
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)] [string]$Path,
    [string]$ReportPath,
    [string]$ProfileName
)

$ErrorActionPreference = 'Stop'
try {
    $rows = @(Import-Csv -LiteralPath $Path | Where-Object { $_.StreamId })
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }
    $broken = @(Test-LvbConnection -Detailed | Where-Object { $_.Succeeded -eq $false })
    if ($broken) { throw "$($broken[0].Step): $($broken[0].Message) $($broken[0].Recommendation)" }
}
catch {
    Write-Warning "Nothing was done: $_"
    exit 2
}

$now = [DateTimeOffset]::Now
# PowerShell shows four properties as a table, and five as a list.
$columns = New-Object Management.Automation.PSPropertySet DefaultDisplayPropertySet, ([string[]]('StreamId', 'Action', 'Done', 'Error'))
$report = foreach ($row in $rows) {
    $result = [pscustomobject]@{ StreamId = $row.StreamId; Action = 'Ban'; Until = $null; Done = $false; Error = $null }
    try {
        if ($row.Until) {
            $result.Action = 'Suspend'
            # Accepts only ISO 8601, as the cmdlets do. .NET would read 03.11.2026 as March 11.
            $result.Until = [TencentLvb.LvbTime]$row.Until
            if ([DateTimeOffset]$result.Until -le $now) {
                $result.Action = 'None'
                $result.Done = $true
            }
            else {
                $result.Done = [bool](Suspend-LvbChannel -StreamId $row.StreamId -Until $result.Until -PassThru)
            }
        }
        else {
            $result.Done = [bool](Set-LvbChannelStatus -StreamId $row.StreamId -Status Disabled -PassThru)
        }
    }
    catch {
        $result.Error = "$($_.FullyQualifiedErrorId.Split(',')[0]): $_"
    }
    $result | Add-Member MemberSet PSStandardMembers ([Management.Automation.PSMemberInfo[]]$columns) -PassThru
}

$report
if ($ReportPath -and $PSCmdlet.ShouldProcess($ReportPath, 'Write the report')) {
    $report | Export-Csv -LiteralPath $ReportPath -NoTypeInformation -Encoding UTF8 -WhatIf:$false
}
if ($report | Where-Object { $_.Error }) { exit 1 }
exit 0
