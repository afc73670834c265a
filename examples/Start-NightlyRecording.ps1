<#
.SYNOPSIS
    Records streams for a specified time, waits for the files, and downloads them.

.DESCRIPTION
    Starts a recording of each stream, now or at -StartTime, waits until the service lists the files, and downloads them. Start it from a
    scheduler shortly before the show. Each recording is requested only once: if the response is lost, the script reports it
    (LvbAmbiguousOutcome) instead of recording twice, and continues with the other streams.

    Exit codes: 0 the files of all streams were saved; 1 some files are missing; 2 nothing was recorded.

    To install:
      1. Install TencentLvb as described in README.md, and install a vault for the key:
         Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use, turn off the password prompt:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Save the account as a profile:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. A Windows task:  $show = '-StreamId 8888_news -Duration 1h -Path D:\Tapes'
         .\Register-LvbTask.ps1 -ScriptPath .\Start-NightlyRecording.ps1 -At 21:55 -ArgumentList $show
         With cron, where nightly.sh starts pwsh -NoProfile -NonInteractive -File Start-NightlyRecording.ps1 with its parameters:
         55 21 * * *  flock -n /run/lock/lvb-nightly /opt/lvb/nightly.sh

.PARAMETER StreamId
    The streams to record.
.PARAMETER Duration
    The length of the recording, for example 90m or 2h.
.PARAMETER Path
    The folder for the files.
.PARAMETER StartTime
    The time at which the recording starts. Default: now.
.PARAMETER FileFormat
    The format of the files. Default: mp4.
.PARAMETER Grace
    The maximum time to wait for the files after the recording ends. Default: 30 minutes.
.PARAMETER PollInterval
    The interval between two checks for the files. Default: one minute. Tencent recommends infrequent polling.
.PARAMETER ProfileName
    The profile of the account. Default: the current connection, or else $env:LVB_PROFILE or the default profile.
.EXAMPLE
    .\Start-NightlyRecording.ps1 -StreamId 8888_news, 8888_sports -Duration 2h -Path D:\Tapes
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string[]]$StreamId,
    [Parameter(Mandatory)] [string]$Duration,
    [Parameter(Mandatory)] [string]$Path,
    [DateTimeOffset]$StartTime = [DateTimeOffset]::Now,
    [ValidateSet('flv', 'mp4')] [string]$FileFormat = 'mp4',
    [string]$Grace = '30m',
    [string]$PollInterval = '1m',
    [string]$ProfileName
)

$ErrorActionPreference = 'Stop'
# pwsh -File passes a list as one string.
$StreamId = @($StreamId -split '\s*,\s*')
$notStarted = $notListed = $notSaved = @()
try {
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }
    $record = @{ StreamId = $StreamId; StartTime = $StartTime; Duration = $Duration; FileFormat = $FileFormat }
    $tasks = @(Start-LvbTape @record -ErrorAction SilentlyContinue -ErrorVariable notStarted)
}
catch {
    Write-Warning "Nothing is recorded: $_"
    exit 2
}

foreach ($problem in $notStarted) {
    Write-Warning "$($problem.TargetObject) is not recorded: $problem $($problem.ErrorDetails.RecommendedAction)"
}
if (-not $tasks) { exit 2 }

# Nothing is listed before the end, so there is no need to query.
$left = ($tasks[0].EndTime - [DateTimeOffset]::Now).TotalSeconds
if ($left -gt 0) { Start-Sleep -Seconds ([math]::Ceiling($left)) }

$files = @($tasks | Wait-LvbTapeFile -Timeout $Grace -PollInterval $PollInterval -ErrorAction SilentlyContinue -ErrorVariable notListed)
foreach ($problem in $notListed) {
    Write-Warning "$($problem.TargetObject): $problem"
}

$files | Save-LvbTapeFile -Path $Path -PassThru -ErrorAction SilentlyContinue -ErrorVariable notSaved
foreach ($problem in $notSaved) {
    Write-Warning "$($problem.TargetObject.Url) is not saved: $problem"
}

if ($notStarted -or $notListed -or $notSaved) { exit 1 }
exit 0
