@{
    RootModule             = 'TencentLvb.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '8f3c7b52-5d0e-4c58-9a63-2f4be1d07a96'
    Author                 = 'The TencentLvb contributors'
    CompanyName            = 'The TencentLvb contributors'
    Copyright              = '(c) 2026 The TencentLvb contributors. MIT licence.'
    Description            = 'Manages Tencent Cloud live streaming (LVB) from PowerShell: shows pushes and viewers, bans or suspends streams, records them, collects screenshots, mixes streams, and receives the notifications of the service.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('TencentLvb.Format.ps1xml')
    FunctionsToExport      = @()
    # Separated by commas: otherwise the engine compiles a script for the list at each import.
    CmdletsToExport        = @(
        'Connect-Lvb',
        'ConvertFrom-LvbEvent',
        'Disconnect-Lvb',
        'Export-LvbReport',
        'Get-LvbCallback',
        'Get-LvbChannel',
        'Get-LvbChannelStatus',
        'Get-LvbConnection',
        'Get-LvbDomain',
        'Get-LvbEmulatorRequest',
        'Get-LvbEventRecord',
        'Get-LvbLiveChannel',
        'Get-LvbLivePlayStat',
        'Get-LvbLivePlayStatHistory',
        'Get-LvbLivePushStat',
        'Get-LvbLivePushStatHistory',
        'Get-LvbLiveStat',
        'Get-LvbProfile',
        'Get-LvbScreenshot',
        'Get-LvbTapeFile',
        'Get-LvbTapeTask',
        'Invoke-LvbApi',
        'New-LvbMixInput',
        'New-LvbPlayUrl',
        'New-LvbPushUrl',
        'New-LvbSignature',
        'Receive-LvbEvent',
        'Remove-LvbCallback',
        'Remove-LvbProfile',
        'Resume-LvbChannel',
        'Save-LvbScreenshot',
        'Save-LvbTapeFile',
        'Send-LvbEvent',
        'Set-LvbCallback',
        'Set-LvbChannelDelay',
        'Set-LvbChannelStatus',
        'Set-LvbEmulatorFault',
        'Set-LvbEmulatorStream',
        'Set-LvbProfile',
        'Show-LvbChart',
        'Show-LvbDashboard',
        'Start-LvbEmulator',
        'Start-LvbStreamMix',
        'Start-LvbTape',
        'Stop-LvbEmulator',
        'Stop-LvbStreamMix',
        'Stop-LvbTape',
        'Suspend-LvbChannel',
        'Test-LvbConnection',
        'Test-LvbSignature',
        'Wait-LvbChannel',
        'Wait-LvbTapeFile',
        'Watch-LvbLiveStat'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('Tencent', 'TencentCloud', 'LVB', 'live', 'streaming', 'RTMP', 'video', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
