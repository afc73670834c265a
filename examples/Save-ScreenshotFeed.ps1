<#
.SYNOPSIS
    Saves the screenshots of the account in one folder per stream, with an index.

.DESCRIPTION
    Reads screenshots as they arrive, for the time in -For, saves each one in the folder of its stream below -Path, and adds a line to
    index.csv there. The index also lists pictures that could not be downloaded, with the reason.

    API 2.0 has one queue per account. Reading removes screenshots from the queue, so run only one collector per account. API 3.0 has no
    queue: specify the streams with -StreamId (China site). Without -For, the screenshots of the last hour are read, and those in the index
    are skipped.

    Exit codes: 0 all pictures were saved; 1 some pictures were not saved; 2 the screenshots could not be read.

    To install:
      1. Install TencentLvb as described in README.md, and install a vault for the key:
         Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use, turn off the password prompt:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Save the account as a profile:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. Start it every hour from a scheduler, for a little less than an hour:
     0 * * * * flock -n /run/lock/lvb-feed pwsh -NoProfile -NonInteractive -File /opt/lvb/Save-ScreenshotFeed.ps1 -Path /srv/lvb -For 58m

.PARAMETER Path
    The folder for the screenshots.
.PARAMETER StreamId
    The streams whose screenshots are saved. Required on API 3.0; API 2.0 reads the whole queue.
.PARAMETER For
    The time for which screenshots are collected, for example 58m. Default: only the current screenshots.
.PARAMETER BaseUri
    The address of the bucket, if the service returns only the path of a picture: http://<bucket>-<appid>.file.myqcloud.com
.PARAMETER PollInterval
    The time to wait after an empty response. Default: 10 seconds.
.PARAMETER ProfileName
    The profile of the account. Default: the current connection, or else $env:LVB_PROFILE or the default profile.
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
# pwsh -File passes a list as one string.
if ($StreamId) { $take.StreamId = @($StreamId -split '\s*,\s*') }
# A network failure during the wait causes an error, but does not end the wait.
if ($For) { $take += @{ Wait = $true; Timeout = $For; PollInterval = $PollInterval; ErrorAction = 'Continue' } }
$save = @{}
if ($BaseUri) { $save = @{ BaseUri = $BaseUri } }
$bad = 0

try {
    $root = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    $null = [System.IO.Directory]::CreateDirectory($root)
    $index = [System.IO.Path]::Combine($root, 'index.csv')
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }

    # On API 3.0, listing removes nothing, so screenshots that an earlier run saved are listed again.
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
            # A stream ID can contain characters that are not allowed in a folder name.
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
