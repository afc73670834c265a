<#
.SYNOPSIS
    Stores a report of the last day, and mails it.

.DESCRIPTION
    Writes the report as one HTML file, named by its day, and deletes files that are older than -KeepDays. With -To it is mailed: the report
    attached, since mail programs strip charts and scripts, and the viewers of the account as a text chart in the body.

    Exit codes: 0 done; 1 the report was stored, but not mailed; 2 it could not be made.

    To install:
      1. Install-Module TencentLvb, Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use let the store ask for no password:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Name the account once:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. Try it:  .\Send-NightlyReport.ps1 -Path ./reports
      5. Let it run each night: Register-LvbTask.ps1 -At 06:00, or a line of cron:
         0 6 * * * flock -n /tmp/lvb-report pwsh -NoProfile -NonInteractive -File /opt/lvb/Send-NightlyReport.ps1 -Path /srv/reports

.PARAMETER Path
    The folder of the reports. It is created when it is missing.
.PARAMETER StreamId
    The streams of the report. Default: those of the account.
.PARAMETER Last
    How long the range is that ends now. Default: 24h.
.PARAMETER KeepDays
    For how many days reports are kept. Default: 30; 0 keeps them all.
.PARAMETER To
    Who gets the report by mail. Default: nobody.
.PARAMETER From
    The sender's address.
.PARAMETER SmtpServer
    The mail server. It is spoken to with TLS, unless it is on this machine.
.PARAMETER SmtpPort
    Its port. Default: 587, or 25 on this machine.
.PARAMETER Credential
    The user of the mail server, where it wants one.
.PARAMETER ProfileName
    The profile of the account. Default: what is connected, else $env:LVB_PROFILE or the default profile.
.EXAMPLE
    .\Send-NightlyReport.ps1 -Path ./reports -To night@example.com -From lvb@example.com -SmtpServer mail.example.com
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string]$Path,
    [string[]]$StreamId,
    [string]$Last = '24h',
    [ValidateRange(0, 3650)] [int]$KeepDays = 30,
    [string[]]$To,
    [string]$From,
    [string]$SmtpServer = 'localhost',
    [int]$SmtpPort,
    [pscredential]$Credential,
    [string]$ProfileName
)

$ErrorActionPreference = 'Stop'

function Send-Report([System.IO.FileInfo]$Report, [string[]]$Chart) {
    $isLocal = $SmtpServer -in 'localhost', '127.0.0.1', '::1'
    $client = [System.Net.Mail.SmtpClient]::new($SmtpServer, $(if ($SmtpPort) { $SmtpPort } elseif ($isLocal) { 25 } else { 587 }))
    $mail = [System.Net.Mail.MailMessage]::new()
    try {
        $mail.From = $From
        foreach ($address in $To) { $mail.To.Add($address) }
        $mail.Subject = "LVB report, $($Report.BaseName -replace '^lvb-')"
        $mail.BodyEncoding = [System.Text.Encoding]::UTF8
        $mail.Body = ($Chart + '', 'The whole report is attached: open it in a browser.') -join "`r`n"
        $mail.Attachments.Add([System.Net.Mail.Attachment]::new($Report.FullName, 'text/html'))
        $client.EnableSsl = -not $isLocal
        if ($Credential) { $client.Credentials = $Credential.GetNetworkCredential() }
        $client.Send($mail)
    }
    finally {
        $mail.Dispose()
        $client.Dispose()
    }
}

try {
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }
    $streams = @{}
    if ($StreamId) { $streams.StreamId = $StreamId }
    $null = New-Item -ItemType Directory -Path $Path -Force
    $file = Join-Path $Path ('lvb-{0:yyyy-MM-dd}.html' -f (Get-Date))
    $report = Export-LvbReport -Path $file -Last $Last -PassThru @streams
    $report
}
catch {
    Write-Warning "The report could not be made: $_"
    exit 2
}

if ($KeepDays) {
    Get-ChildItem -Path $Path -Filter 'lvb-????-??-??.html' -File |
        Where-Object LastWriteTime -LT (Get-Date).AddDays(-$KeepDays) | Remove-Item -ErrorAction Continue
}

if ($To) {
    try {
        # ASCII looks the same in every mail program with a fixed-width font.
        $chart = @(Get-LvbLivePlayStatHistory -Last $Last @streams | Show-LvbChart -Width 72 -Ascii)
        Send-Report -Report $report -Chart $chart
    }
    catch {
        Write-Warning "The report was stored as $($report.FullName), but not mailed: $_"
        exit 1
    }
}
exit 0
