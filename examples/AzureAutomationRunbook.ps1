<#
.SYNOPSIS
    An Azure Automation runbook: reports what is live, and bans streams that nobody allowed.

.DESCRIPTION
    The key comes from an Automation credential, so that it is in no script and no parameter. Streams that are live but match no pattern of
    -Allowed are banned; with an empty -Allowed nothing is. The report is the runbook's output. A failure fails the job, so that an alert on
    failed jobs tells.

    To install:
      1. In the Automation account, under Modules, add TencentLvb from the gallery for the runtime version of the runbook (5.1 or 7.x).
      2. Under Credentials, add 'TencentLvb'. API 3.0: the SecretId as user name, the SecretKey as password. API 2.0: the account's APPID
         as user name, its API authentication key as password.
      3. Under Runbooks, import this file as a PowerShell runbook, publish it, and link it to a schedule.
      4. Try it first with -WhatIfOnly $true.

.PARAMETER CredentialName
    The name of the Automation credential.
.PARAMETER Allowed
    Patterns of the streams that may be live, as 8888_*; several with commas between them.
.PARAMETER WhatIfOnly
    Says what would be banned, and bans nothing.
.PARAMETER Endpoint
    Another address of the service, for a try against an emulator.
.EXAMPLE
    Start-AzAutomationRunbook -Name Lvb -Parameters @{ Allowed = '8888_*,9999_*' } ...
#>
#Requires -Modules TencentLvb

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', 'CredentialName',
    Justification = 'A name, no password')]
param(
    [string]$CredentialName = 'TencentLvb',
    [string]$Allowed = '',
    [bool]$WhatIfOnly = $false,
    [string]$Endpoint = ''
)

$ErrorActionPreference = 'Stop'
$credential = Get-AutomationPSCredential -Name $CredentialName
if (-not $credential) {
    throw ("There is no Automation credential '$CredentialName'. Add it under Credentials: SecretId and SecretKey, or APPID and API " +
        "authentication key.")
}

$address = @{}
if ($Endpoint) { $address.Endpoint = $Endpoint }
# API 2.0, which a user name of digits chooses, has a host of its own for statistics.
if ($Endpoint -and $credential.UserName -match '^\d+$') { $address.StatEndpoint = $Endpoint }
Connect-Lvb -Credential $credential @address
try {
    $broken = Test-LvbConnection -Detailed | Where-Object { $_.Succeeded -eq $false }
    if ($broken) {
        throw "$($broken[0].Step): $($broken[0].Message) $($broken[0].Recommendation)"
    }

    $patterns = @($Allowed.Split(',') | ForEach-Object { $_.Trim() } | Where-Object { $_ })
    foreach ($stream in @(Get-LvbLiveStat)) {
        $isAllowed = $patterns.Count -eq 0 -or @($patterns | Where-Object { $stream.StreamId -like $_ }).Count -gt 0
        $action = if ($isAllowed) { 'None' } elseif ($WhatIfOnly) { 'Would ban' } else { 'Banned' }
        if ($action -eq 'Banned') {
            Set-LvbChannelStatus -StreamId $stream.StreamId -Status Disabled
        }
        [pscustomobject]@{ StreamId = $stream.StreamId; Online = $stream.Online; BandwidthMbps = $stream.BandwidthMbps
            BitrateBps = $stream.BitrateBps; Action = $action }
    }
}
finally {
    Disconnect-Lvb
}
