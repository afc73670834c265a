<#
.SYNOPSIS
    Creates a Windows scheduled task that runs one of these scripts unattended.

.DESCRIPTION
    Tests the account as the task will use it: without a prompt, from the profile. Then registers the task for the current user, because
    secrets and profiles belong to a user. The task runs whether or not the user is signed in, starts later if the machine was off, and
    never runs twice at the same time. Its last result (Get-ScheduledTaskInfo) is the exit code of the script.

    Exit codes: 0 the task is registered; 1 the task could not be registered; 2 the account cannot be used without a prompt.

    To install:
      1. Install TencentLvb as described in README.md, and install a vault for the key:
         Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         and turn off the password prompt:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Save the account as a profile:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. In an elevated prompt of that user:  
         .\Register-LvbTask.ps1 -ScriptPath .\Invoke-BanSweep.ps1 -At 03:00 -ArgumentList '-Path D:\Lvb\ban.csv'
    On Linux and macOS, use cron or a systemd timer; the help of the other scripts shows the cron entry.

.PARAMETER ScriptPath
    The script to run.
.PARAMETER ArgumentList
    The arguments for the script, as one string.
.PARAMETER At
    The time of day at which the task runs.
.PARAMETER AtStartup
    Runs the task at startup instead of at a time of day.
.PARAMETER TaskName
    The name of the task. Default: the name of the script.
.PARAMETER ProfileName
    The profile of the account. Default: the default profile.
.PARAMETER Shell
    The shell that runs the script. Default: pwsh.exe if it is installed, otherwise powershell.exe.
.EXAMPLE
    $show = '-StreamId 8888_news -Duration 1h -Path D:\Tapes'
    .\Register-LvbTask.ps1 -ScriptPath .\Start-NightlyRecording.ps1 -At 21:55 -ArgumentList $show
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)] [string]$ScriptPath,
    [string]$ArgumentList = '',
    [datetime]$At = '03:00',
    [switch]$AtStartup,
    [string]$TaskName,
    [string]$ProfileName,
    [string]$Shell
)

$ErrorActionPreference = 'Stop'
try {
    $script = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ScriptPath)
    if (-not [System.IO.File]::Exists($script)) { throw "The script $script does not exist." }
    if (-not $TaskName) { $TaskName = 'Lvb ' + [System.IO.Path]::GetFileNameWithoutExtension($script) }
    if (-not $Shell) {
        $found = Get-Command -Name pwsh -CommandType Application -ErrorAction Ignore
        $Shell = if ($found) { @($found)[0].Source } else { 'powershell.exe' }
    }

    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }
    $broken = @(Test-LvbConnection -Detailed | Where-Object { $_.Succeeded -eq $false })
}
catch {
    Write-Warning "The task is not registered: $_"
    exit 2
}
if ($broken) {
    Write-Warning "The task is not registered. $($broken[0].Step): $($broken[0].Message) $($broken[0].Recommendation)"
    exit 2
}

$arguments = '-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File "{0}" {1}' -f $script, $ArgumentList
if ($ProfileName) { $arguments = "$arguments -ProfileName `"$ProfileName`"" }

try {
    if ($PSCmdlet.ShouldProcess($TaskName, "Register a task that runs $Shell $arguments")) {
        $folder = [System.IO.Path]::GetDirectoryName($script)
        $action = New-ScheduledTaskAction -Execute $Shell -Argument $arguments.Trim() -WorkingDirectory $folder
        $trigger = if ($AtStartup) { New-ScheduledTaskTrigger -AtStartup } else { New-ScheduledTaskTrigger -Daily -At $At }
        # S4U runs without a stored password, even when the user is not signed in.
        $user = [System.Environment]::UserDomainName + '\' + [System.Environment]::UserName
        $principal = New-ScheduledTaskPrincipal -UserId $user -LogonType S4U
        $limit = if ($AtStartup) { [timespan]::Zero } else { [timespan]::FromHours(12) }
        $once = @{ StartWhenAvailable = $true; MultipleInstances = 'IgnoreNew'; ExecutionTimeLimit = $limit }
        $settings = New-ScheduledTaskSettingsSet @once -RestartCount 3 -RestartInterval ([timespan]::FromMinutes(5))
        Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Principal $principal -Settings $settings -Force
    }
}
catch {
    Write-Warning "The task is not registered: $_"
    exit 1
}
exit 0
