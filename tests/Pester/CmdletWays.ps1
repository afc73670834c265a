# Ways to run each cmdlet of the module, for specs that cover all cmdlets:
#   Get-Command -Module TencentLvb | ForEach-Object { Get-CmdletWay $_ }
# They use $key, $uri, $notification, $picture, $file and $canary of the spec.

# Cmdlets that need more than the generic command. The output of cmdlets that create a signature is discarded, because there it is not a
# leak.
$ways = @{
    'Connect-Lvb'                = { Connect-Lvb -AppId 1250000001 -Key $key -Endpoint $uri -StatEndpoint $uri -PassThru },
    { Connect-Lvb -SecretId AKIDx -SecretKey $key -PassThru }, { Connect-Lvb -AppId 1250000001 -Key $key -Validity -5s },
    { Connect-Lvb -Credential ([pscredential]::new('nobody', $key)) }
    'ConvertFrom-LvbEvent'       = { $null = $notification | ConvertFrom-LvbEvent -Key $key },
    { 'no event' | ConvertFrom-LvbEvent -Key $key }
    'Disconnect-Lvb'             = { Disconnect-Lvb }, { Get-LvbLiveChannel }
    'Export-LvbReport'           = { Export-LvbReport -Path $TestDrive/report.html }, { Get-Content $TestDrive/report.html -Raw }
    'Get-LvbChannelStatus'       = { '8888_a', '8888_b' | Get-LvbChannelStatus }
    'Get-LvbEmulatorRequest'     = { $its = Start-LvbEmulator -Key $key }, { $its }, { $its | Connect-Lvb }, { Get-LvbLiveChannel },
    { $its | Get-LvbEmulatorRequest }, { $its | Stop-LvbEmulator }
    'Get-LvbEventRecord'         = { Get-LvbEventRecord 8888_a }, { Get-LvbEventRecord 8888_a -Key $key }
    'Get-LvbLivePlayStatHistory' = { Get-LvbLivePlayStatHistory 8888_a -Interval 5m }, { Get-LvbLivePlayStatHistory -Summary }
    'Get-LvbLiveStat'            = { Get-LvbLiveStat }, { Get-LvbLiveStat 8888_a }, { Get-LvbLiveStat -Summary }
    'Get-LvbScreenshot'          = { Get-LvbScreenshot }, { Get-LvbScreenshot 8888_a }, { Get-LvbScreenshot -WhatIf }
    'Invoke-LvbApi'              = { Invoke-LvbApi -Interface Live_New -Parameter @{ 'Param.s.secret' = 'x' } },
    { Invoke-LvbApi -Interface Live_New -Body @{ a = 1 } }, { Invoke-LvbApi -Interface Live_New -WhatIf }
    'New-LvbPlayUrl'             = { $null = New-LvbPlayUrl 8888_a -Domain play.example.com -PlayKey $key },
    { New-LvbPlayUrl '' -Domain play.example.com -PlayKey $key }
    'New-LvbPushUrl'             = { $null = New-LvbPushUrl 8888_a -Domain push.example.com -PushKey $key },
    { New-LvbPushUrl '' -Domain push.example.com -PushKey $key }
    'New-LvbSignature'           = { $null = New-LvbSignature -Key $key }, { New-LvbSignature -Key $key -Validity -1s }
    'Receive-LvbEvent'           = { Receive-LvbEvent -Prefix http://127.0.0.1:0/ -Key $key -Timeout 100ms }
    'Remove-LvbCallback'         = { Remove-LvbCallback -EventType StreamStarted -Confirm:$false }, { Remove-LvbCallback -WhatIf }
    'Remove-LvbProfile'          = { Set-LvbProfile -Name gone -AppId 1250000001 }, { Remove-LvbProfile -Name gone },
    { Remove-LvbProfile -Name gone }
    'Save-LvbScreenshot'         = { $picture | Save-LvbScreenshot -Path $TestDrive -PassThru }
    'Save-LvbTapeFile'           = { $file | Save-LvbTapeFile -Path $TestDrive -PassThru }
    'Send-LvbEvent'              = { Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_a -Key $key },
    { Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_a -Key $key -WhatIf }
    'Set-LvbCallback'            = { Set-LvbCallback -Uri https://example.com/lvb -EventType StreamStarted -Confirm:$false },
    { Set-LvbCallback -Uri "https://user:$canary@example.com/lvb" -EventType StreamStarted -Confirm:$false }
    'Set-LvbChannelStatus'       = { Set-LvbChannelStatus 8888_a -Status Disconnected },
    { Set-LvbChannelStatus 8888_a -Status Enabled -PassThru }, { Set-LvbChannelStatus 8888_a -Status Disabled -WhatIf }
    'Set-LvbEmulatorFault'       = { $its = Start-LvbEmulator -Key $key }, { $its | Connect-Lvb },
    { Set-LvbEmulatorFault -Emulator $its -Interface * -Kind SignInvalid -Rate 1 }, { Get-LvbLiveChannel }, { $its | Stop-LvbEmulator }
    'Set-LvbEmulatorStream'      = { $its = Start-LvbEmulator -Key $key },
    { Set-LvbEmulatorStream -Emulator $its -StreamId a -State Live }, { $its | Stop-LvbEmulator }
    'Set-LvbProfile'             = { Set-LvbProfile -Name leak -AppId 1250000001 -SecretName name -Endpoint $uri }, { Get-LvbProfile },
    { Connect-Lvb -ProfileName leak }
    'Show-LvbChart'              = { Get-LvbLivePlayStatHistory | Show-LvbChart }
    'Show-LvbDashboard'          = { $null = Show-LvbDashboard -NoBrowser -Duration 100ms }
    'Start-LvbEmulator'          = { Start-LvbEmulator -Key $key -Fault @{ Kind = 'Nonsense' } }
    'Start-LvbStreamMix'         = { '8888_a', '8888_b' | ForEach-Object { $n++; New-LvbMixInput $_ -Layer $n } |
            Start-LvbStreamMix -SessionId s -OutputStreamId 8888_a }
    'Start-LvbTape'              = { Start-LvbTape 8888_a -Duration 1h }, { Start-LvbTape 8888_a -Duration 1h -WhatIf }
    'Stop-LvbEmulator'           = { Start-LvbEmulator -Key $key | Stop-LvbEmulator }
    'Suspend-LvbChannel'         = { Suspend-LvbChannel 8888_a -Duration 1h }, { Suspend-LvbChannel 8888_a -Duration 1h -WhatIf }
    'Test-LvbConnection'         = { Test-LvbConnection }, { Test-LvbConnection -Detailed }
    'Test-LvbSignature'          = { Test-LvbSignature -T 1700000000 -Sign abc -Key $key }
    'Watch-LvbLiveStat'          = { Watch-LvbLiveStat -PassThru -Duration 100ms }
}

# A command that runs a cmdlet: with streams where it accepts some, a value for each mandatory parameter, and an early end.
function Get-PlainWay($Command) {
    $given = @{ StreamId = '8888_a'; Timeout = '100ms'; PollInterval = '20ms'; Interval = '1s' }
    $line = $Command.Name
    foreach ($parameter in $Command.Parameters.Values) {
        $isMandatory = @($parameter.Attributes | Where-Object { $_.Mandatory }).Count -gt 0
        $type = $parameter.ParameterType
        $type = if ($type.IsArray) { $type.GetElementType() } else { $type }
        $type = if ([System.Nullable]::GetUnderlyingType($type)) { [System.Nullable]::GetUnderlyingType($type) } else { $type }
        if ($given.ContainsKey($parameter.Name)) { $line += " -$($parameter.Name) $($given[$parameter.Name])" }
        elseif ($isMandatory) {
            $line += " -$($parameter.Name) "
            $line += if ($type.IsEnum) { [enum]::GetNames($type)[0] } elseif ($type -eq [TencentLvb.LvbDuration]) { '30s' }
            elseif ($type -eq [TencentLvb.LvbTime]) { '2030-01-01T00:00:00Z' } elseif ($type -eq [uri]) { '$uri' }
            elseif ($type -eq [securestring]) { '$key' } elseif ($type -eq [TencentLvb.LvbMixInput]) { '$mixInput' } else { '5' }
        }
    }
    $line
}

# The commands of the table, otherwise the generic one; also with -WhatIf where it is supported.
function Get-CmdletWay($Command) {
    if ($ways.ContainsKey($Command.Name)) { return $ways[$Command.Name] }
    $line = Get-PlainWay $Command
    [scriptblock]::Create($line)
    if ($Command.Parameters.ContainsKey('WhatIf')) { [scriptblock]::Create("$line -WhatIf") }
}
