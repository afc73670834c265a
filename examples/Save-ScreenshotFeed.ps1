<#
.SYNOPSIS
    Collects the account's screenshots into a folder per stream, with an index.

.DESCRIPTION
    Reads screenshots as they come, for -For long, saves each below -Path in a folder of its stream, and adds a line to index.csv there. A
    picture that cannot be fetched is in the index too, with the reason, so that nothing is lost without a trace.

    API 2.0 has a queue for the account. What is taken from it is gone: let one collector run per account. API 3.0 has no queue: name the
    streams with -StreamId (China site). Without -For the screenshots of the last hour are read, and those in the index are left out.

    Exit codes: 0 all pictures saved; 1 some were not; 2 the screenshots could not be read.

    To install:
      1. Install-Module TencentLvb, Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use let the store ask for no password:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Name the account once:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. Let a scheduler start it every hour, for a little less than an hour:
     0 * * * * flock -n /run/lock/lvb-feed pwsh -NoProfile -NonInteractive -File /opt/lvb/Save-ScreenshotFeed.ps1 -Path /srv/lvb -For 58m

.PARAMETER Path
    The folder to save in.
.PARAMETER StreamId
    The streams whose screenshots are collected. API 3.0 needs them, API 2.0 takes the whole queue.
.PARAMETER For
    How long to collect, for example 58m. Default: only what is there now.
.PARAMETER BaseUri
    Where pictures lie whose path alone is told: http://<bucket>-<appid>.file.myqcloud.com
.PARAMETER PollInterval
    The pause after the queue was found empty. Default: 10 seconds.
.PARAMETER ProfileName
    The profile of the account. Default: what is connected, else $env:LVB_PROFILE or the default profile.
.EXAMPLE
    .\Save-ScreenshotFeed.ps1 -Path D:\Screenshots -For 58m
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string]$Path,
    [string[]]$StreamId,
    [string]$For,
    [uri]$BaseUri,
    [string]$PollInterval = '10s',
    [string]$ProfileName
)

$ErrorActionPreference = 'Stop'
$take = @{}
# pwsh -File passes a list as one text.
if ($StreamId) { $take.StreamId = @($StreamId -split '\s*,\s*') }
# While it waits, a fault of the line is an error that does not end it.
if ($For) { $take += @{ Wait = $true; Timeout = $For; PollInterval = $PollInterval; ErrorAction = 'Continue' } }
$save = @{}
if ($BaseUri) { $save = @{ BaseUri = $BaseUri } }
$bad = 0

try {
    $root = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    $null = [System.IO.Directory]::CreateDirectory($root)
    $index = [System.IO.Path]::Combine($root, 'index.csv')
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }

    # API 3.0 takes nothing away by listing: what an earlier run has saved comes again.
    $saved = [System.Collections.Generic.HashSet[string]]::new()
    if ($StreamId -and [System.IO.File]::Exists($index)) {
        Import-Csv -LiteralPath $index -Encoding UTF8 | Where-Object File | ForEach-Object { $null = $saved.Add($_.Source) }
    }

    Get-LvbScreenshot @take | ForEach-Object {
        $shot = $_
        if ($saved.Contains($(if ($shot.Url) { $shot.Url } else { $shot.Path }))) { return }
        $line = [pscustomobject]@{
            StreamId   = $shot.StreamId
            CreateTime = ([DateTimeOffset]$shot.CreateTime).ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture)
            Source     = if ($shot.Url) { $shot.Url } else { $shot.Path }
            File       = $null
            Error      = $null
        }
        try {
            # A stream's id may hold what a folder's name may not.
            $folder = [System.IO.Path]::Combine($root, ($shot.StreamId -replace '[^\w.-]', '_'))
            $line.File = ($shot | Save-LvbScreenshot -Path $folder -PassThru @save).FullName
        }
        catch {
            $line.Error = "$_"
            $bad++
        }
        $line | Export-Csv -LiteralPath $index -Append -NoTypeInformation -Encoding UTF8
        $line
    }
}
catch {
    Write-Warning "The screenshots could not be read: $_"
    exit 2
}

if ($bad) { exit 1 }
exit 0
