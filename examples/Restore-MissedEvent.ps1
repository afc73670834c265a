<#
.SYNOPSIS
    Handles the notifications that a receiver missed while it was down, each of them once.
.DESCRIPTION
    For the specified streams, gets the notifications that were not delivered since the last event in a log, and passes each of them to the
    handler that the receiver uses. The log contains the Id of every handled event, one per line. Therefore, an event that arrives again
    later, as a repeat by the service or in a second run of this script, is not handled twice.

    Requires an API 3.0 connection to an account on the China site: Connect-Lvb -SecretId ... -CallbackSecretName ... The service keeps
    notifications for 14 days. It returns them only for streams that are specified by name, and only for the types StreamStarted,
    StreamEnded, TapeFileCreated and ScreenshotCreated.

    To install:
    1. Make your receiver's handler append the Id of each handled event to the log.
    2. Run this script when the receiver is running again: manually, or before Receive-LvbEvent in the script that starts it.
.PARAMETER StreamId
    The streams whose notifications are requested.
.PARAMETER LogPath
    The file that contains the Ids of handled events. It is created if it does not exist.
.PARAMETER Handler
    The script block that handles an event. The event is its argument. If it throws an error, the event counts as not handled.
.PARAMETER Since
    The start of the range. Default: the time at which the log was last written, or else one day ago.
.PARAMETER Connection
    The connection to use. Default: the current one.
.EXAMPLE
    ./Restore-MissedEvent.ps1 8888_news -LogPath ./handled.log -Handler { param($Event) "$($Event.EventType) of $($Event.StreamId)" }
#>
[CmdletBinding()]
param(
    # The streams to query.
    [Parameter(Mandatory)]
    [string[]]$StreamId,

    # The file with the IDs of the handled events. It is created if it does not exist.
    [Parameter(Mandatory)]
    [string]$LogPath,

    # The handler. It receives the event as its argument. If it throws an error, the event counts as not handled.
    [Parameter(Mandatory)]
    [scriptblock]$Handler,

    # The start of the range. Default: the time at which the log was last written, otherwise a day ago.
    [DateTimeOffset]$Since,

    # The connection to use. Default: the current one.
    $Connection
)

$ErrorActionPreference = 'Stop'
$handled = [Collections.Generic.HashSet[string]]::new()
if (Test-Path -LiteralPath $LogPath) {
    Get-Content -LiteralPath $LogPath | ForEach-Object { $null = $handled.Add($_) }
}

if (-not $PSBoundParameters.ContainsKey('Since')) {
    # A few minutes earlier, because events in progress at that time may be missing.
    $Since = if ($handled.Count) { [DateTimeOffset](Get-Item -LiteralPath $LogPath).LastWriteTime.AddMinutes(-10) }
    else { [DateTimeOffset]::Now.AddDays(-1) }
}

$account = if ($Connection) { @{ Connection = $Connection } } else { @{} }
$records = Get-LvbEventRecord -StreamId $StreamId -StartTime $Since -Undelivered @account
foreach ($missed in $records.Event | Where-Object { $_ } | Sort-Object ReceivedAt) {
    if ($handled.Contains($missed.Id)) { continue }
    & $Handler $missed
    $null = $handled.Add($missed.Id)
    Add-Content -LiteralPath $LogPath -Value $missed.Id
}
