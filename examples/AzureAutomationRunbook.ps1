<#
.SYNOPSIS
    An Azure Automation runbook that reports live streams, and bans streams that are not allowed.

.DESCRIPTION
    The key comes from an Automation credential, so that no script or parameter contains it. Live streams that do not match a pattern in
    -Allowed are banned; if -Allowed is empty, nothing is banned. The output of the runbook is the report. An error fails the job, so that
    an alert on failed jobs reports it.

    To install:
      1. Build the package:  dotnet run --project tools/Build -- pack
         In the Automation account, under Modules, upload out/TencentLvb.zip for the runtime version of the runbook (5.1 or 7.x).
      2. Under Credentials, add 'TencentLvb'. For API 3.0, use the SecretId as the user name and the SecretKey as the password. For API 2.0,
         use the APPID as the user name and the API authentication key as the password.
      3. Under Runbooks, import this file as a PowerShell runbook, publish it, and link it to a schedule.
      4. Test it with -WhatIfOnly $true.

.PARAMETER CredentialName
    The name of the Automation credential.
.PARAMETER Allowed
    Patterns of the streams that are allowed, for example 8888_*. Separate several patterns with commas.
.PARAMETER WhatIfOnly
    Shows which streams would be banned, and bans none.
.PARAMETER Endpoint
    A different address for the service, for tests with an emulator.
.EXAMPLE
    Start-AzAutomationRunbook -Name Lvb -Parameters @{ Allowed = '8888_*,9999_*' } ...
#>
#Requires -Modules TencentLvb

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', 'CredentialName',
    Justification = 'A name, not a password')]
param(
    [string]$CredentialName = 'TencentLvb',
    [string]$Allowed = '',
    [bool]$WhatIfOnly = $false,
    [string]$Endpoint = ''
)

$ErrorActionPreference = 'Stop'
$credential = Get-AutomationPSCredential -Name $CredentialName
if (-not $credential) {
    throw ("There is no Automation credential named '$CredentialName'. Add it under Credentials: SecretId and SecretKey, or APPID and " +
        "API authentication key.")
}

$address = @{}
if ($Endpoint) { $address.Endpoint = $Endpoint }
# API 2.0, selected by a numeric user name, has a separate host for statistics.
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
