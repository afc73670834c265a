<#
.SYNOPSIS
    Saves a report about the last day, and emails it.

.DESCRIPTION
    Writes the report to one HTML file, named after its date, and deletes files that are older than -KeepDays. With -To, the report is
    emailed as an attachment, because email programs remove charts and scripts. The body contains a text chart of the account's viewers.

    Exit codes: 0 success; 1 the report was saved, but not emailed; 2 the report could not be created.

    To install:
      1. Install TencentLvb as described in README.md, and install a vault for the key:
         Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use, turn off the password prompt:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Save the account as a profile:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. Test it:  .\Send-NightlyReport.ps1 -Path ./reports
      5. Run it every night: Register-LvbTask.ps1 -At 06:00, or with cron:
         0 6 * * * flock -n /tmp/lvb-report pwsh -NoProfile -NonInteractive -File /opt/lvb/Send-NightlyReport.ps1 -Path /srv/reports

.PARAMETER Path
    The folder for the reports, created if it does not exist.
.PARAMETER StreamId
    The streams to report on. Default: the streams of the account.
.PARAMETER Last
    The length of the range, which ends now. Default: 24h.
.PARAMETER KeepDays
    The number of days for which reports are kept. Default: 30; 0 keeps all reports.
.PARAMETER To
    The recipients of the email. Default: none.
.PARAMETER From
    The address of the sender.
.PARAMETER SmtpServer
    The mail server. The connection uses TLS, unless the server is on this machine.
.PARAMETER SmtpPort
    The port of the mail server. Default: 587, or 25 on this machine.
.PARAMETER Credential
    The user name and password for the mail server, if it requires them.
.PARAMETER ProfileName
    The profile of the account. Default: the current connection, or else $env:LVB_PROFILE or the default profile.
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
    Write-Warning "The report could not be created: $_"
    exit 2
}

if ($KeepDays) {
    Get-ChildItem -Path $Path -Filter 'lvb-????-??-??.html' -File |
        Where-Object LastWriteTime -LT (Get-Date).AddDays(-$KeepDays) | Remove-Item -ErrorAction Continue
}

if ($To) {
    try {
        # ASCII looks the same in every email program with a fixed-width font.
        $chart = @(Get-LvbLivePlayStatHistory -Last $Last @streams | Show-LvbChart -Width 72 -Ascii)
        Send-Report -Report $report -Chart $chart
    }
    catch {
        Write-Warning "The report was saved to $($report.FullName), but not emailed: $_"
        exit 1
    }
}
exit 0
