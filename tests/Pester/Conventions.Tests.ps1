# What all cmdlets of the module have in common, and the names that users' scripts depend on.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1

    # Every cmdlet, classified by its properties: a new one needs no entry here.
    $all = foreach ($command in Get-Command -Module TencentLvb) {
        $attribute = $command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        @{
            Name = $command.Name
            CanBeConfirmed = $attribute.SupportsShouldProcess
            Changes = $command.Verb -in 'Set', 'Remove', 'Suspend', 'Resume', 'Start', 'Stop', 'Save', 'Send', 'Export', 'Invoke'
            Reads = $command.Verb -in 'Get', 'Test', 'Wait', 'ConvertFrom', 'Watch', 'Show', 'Receive'
            IsThrottled = $command.Parameters.ContainsKey('ThrottleLimit')
            HasStreams = $command.Parameters.ContainsKey('StreamId') -and $command.Parameters.ContainsKey('Connection')
        }
    }

    # Reading a screenshot removes it from the queue.
    $changing = $all | Where-Object { $_.Changes -or $_.CanBeConfirmed }
    $reading = $all | Where-Object { $_.Reads -and $_.Name -ne 'Get-LvbScreenshot' }
    $throttled = $all | Where-Object { $_.IsThrottled }

    # A receiver filters by streams, and the queue of screenshots has one request for all streams, so neither accepts streams from the
    # pipeline.
    $ofStreams = $all | Where-Object { $_.HasStreams -and $_.Name -notin 'Receive-LvbEvent', 'Get-LvbScreenshot' }

    # The published parameters of each cmdlet, which must stay, with their type where it is fixed. 'changes' means -WhatIf and
    # -Confirm, 'paging' for -First, -Skip, -IncludeTotalCount and -PageSize, 'streams' for -StreamId from the pipeline and -ThrottleLimit,
    # 'pushed' for -PushDomain and -AppName by property name, 'local' for a cmdlet that needs no account.
    $settings = 'AppId:long SecretName:string Vault:string CallbackSecretName:string Endpoint:uri StatEndpoint:uri ' +
        'Validity:TencentLvb.LvbDuration TimeoutSec:int MaximumRetryCount:int MaximumRequestsPerSecond:int'
    $key = 'Key:securestring SecretName:string Vault:string'
    $table = [ordered]@{
        'Connect-Lvb'                  = "local $settings Key:securestring Credential:pscredential ProfileName:string " +
            "Emulator:TencentLvb.LvbEmulator PassThru:switch"
        'Disconnect-Lvb'               = 'local'
        'Get-LvbConnection'            = 'local'
        'Test-LvbConnection'           = 'Detailed:switch'
        'Set-LvbProfile'               = "local changes Name:string $settings Default:switch"
        'Get-LvbProfile'               = 'local Name'
        'Remove-LvbProfile'            = 'local changes Name'
        'New-LvbSignature'             = "$key Validity:TencentLvb.LvbDuration ExpiresAt:TencentLvb.LvbTime"
        'Test-LvbSignature'            = "$key T:long Sign:string At:TencentLvb.LvbTime MaximumAhead:TencentLvb.LvbDuration"
        'New-LvbPushUrl'               = 'local StreamId:string[] PushDomain:string AppName:string PushKey:securestring ' +
            'Validity:TencentLvb.LvbDuration ExpiresAt:TencentLvb.LvbTime'
        'New-LvbPlayUrl'               = 'local StreamId:string[] PlayDomain:string AppName:string PlayKey:securestring ' +
            'Validity:TencentLvb.LvbDuration ExpiresAt:TencentLvb.LvbTime Protocol'
        'Get-LvbLiveStat'              = 'streams pushed paging PlayDomain:string Summary:switch'
        'Get-LvbLivePushStat'          = 'streams pushed paging Summary:switch'
        'Get-LvbLivePlayStat'          = 'streams paging PlayDomain:string Summary:switch'
        'Get-LvbLivePushStatHistory'   = 'streams pushed StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime'
        'Get-LvbLivePlayStatHistory'   = 'streams PlayDomain:string StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime Summary:switch'
        'Get-LvbChannelStatus'         = 'streams pushed'
        'Set-LvbChannelStatus'         = 'streams pushed changes Status Reason:string PassThru:switch'
        'Get-LvbTapeFile'              = 'streams pushed paging StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime Descending:switch'
        'Get-LvbScreenshot'            = 'changes StreamId:string[] StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime ' +
            'Last:TencentLvb.LvbDuration First:int Wait:switch PollInterval:TencentLvb.LvbDuration Timeout:TencentLvb.LvbDuration'
        'Get-LvbChannel'               = 'paging StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime Last:TencentLvb.LvbDuration ' +
            'PushDomain:string AppName:string Status:TencentLvb.LvbChannelState Descending:switch'
        'Get-LvbLiveChannel'           = 'PushDomain:string AppName:string'
        'Start-LvbStreamMix'           = 'changes SessionId:string OutputStreamId:string NewStream:switch Bitrate:int TemplateId ' +
            'InputStream:TencentLvb.LvbMixInput[]'
        'Stop-LvbStreamMix'            = 'changes SessionId:string OutputStreamId:string'
        'New-LvbMixInput'              = 'local StreamId Layer:int Type Width Height X Y Color:string PictureId CropWidth CropHeight ' +
            'CropX CropY'
        'Suspend-LvbChannel'           = 'streams pushed changes Until:TencentLvb.LvbTime Duration:TencentLvb.LvbDuration PassThru:switch'
        'Resume-LvbChannel'            = 'streams pushed changes PassThru:switch'
        'Start-LvbTape'                = 'streams pushed changes StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime ' +
            'Duration:TencentLvb.LvbDuration RealTime:switch FileFormat RecordType MixStream:switch TemplateId:long'
        'Stop-LvbTape'                 = 'streams changes TaskId:string RealTime:switch PassThru:switch'
        'Set-LvbChannelDelay'          = 'streams pushed changes Delay:TencentLvb.LvbDuration PassThru:switch'
        'Invoke-LvbApi'                = 'changes Interface:string Parameter:hashtable Statistics:switch Body:object'
        'Wait-LvbChannel'              = 'streams pushed Status Timeout:TencentLvb.LvbDuration PollInterval:TencentLvb.LvbDuration'
        'Wait-LvbTapeFile'             = 'streams pushed StartTime:TencentLvb.LvbTime TaskId:string Timeout:TencentLvb.LvbDuration ' +
            'PollInterval:TencentLvb.LvbDuration'
        'Save-LvbScreenshot'           = 'local changes InputObject Path:string BaseUri:uri Force:switch ThrottleLimit:int PassThru:switch'
        'Save-LvbTapeFile'             = 'local changes InputObject Path:string Force:switch ThrottleLimit:int PassThru:switch'
        'Receive-LvbEvent'             = "$key Prefix:string[] MaxEvents:int Timeout:TencentLvb.LvbDuration EventType StreamId:string[] " +
            "SpoolPath:string AllowDuplicate:switch AllowUnsigned:switch AllowExpired:switch MaximumAhead:TencentLvb.LvbDuration " +
            "AllowedAddress:string[]"
        'ConvertFrom-LvbEvent'         = "$key InputObject:object SkipVerification:switch AllowExpired:switch AllowUnsigned:switch " +
            "MaximumAhead:TencentLvb.LvbDuration"
        'Send-LvbEvent'                = "$key Uri:uri EventType StreamId Property:hashtable Count:int"
        'Start-LvbEmulator'            = 'local Port:int AppId:long Key:securestring CallbackUri:uri Fault:hashtable[] SampleData:switch'
        'Set-LvbEmulatorStream'        = 'local Emulator:TencentLvb.LvbEmulator StreamId State Online:int Screenshot:int'
        'Set-LvbEmulatorFault'         = 'local Emulator:TencentLvb.LvbEmulator Interface Kind Rate:double Count:int Clear:switch'
        'Get-LvbEmulatorRequest'       = 'local Emulator:TencentLvb.LvbEmulator'
        'Show-LvbChart'                = 'local InputObject Property:string Width:int Height:int Ascii:switch'
        'Get-LvbDomain'                = 'Type:TencentLvb.LvbDomainType'
        'Get-LvbTapeTask'              = 'streams pushed TaskId:string StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime'
        'Get-LvbEventRecord'           = "streams $key StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime " +
            "Last:TencentLvb.LvbDuration EventType Undelivered:switch"
        'Get-LvbCallback'              = 'PushDomain:string AppName:string'
        'Set-LvbCallback'              = 'changes Uri:uri EventType CallbackSecretName:string Force:switch PushDomain:string AppName:string'
        'Remove-LvbCallback'           = 'changes EventType PassThru:switch PushDomain:string AppName:string'
        'Watch-LvbLiveStat'            = 'StreamId:string[] Interval:TencentLvb.LvbDuration Duration:TencentLvb.LvbDuration SortBy ' +
            'MinimumFps MinimumBitrate PassThru:switch Change:switch'
        'Export-LvbReport'             = 'StreamId:string[] Path:string StartTime:TencentLvb.LvbTime EndTime:TencentLvb.LvbTime ' +
            'Last:TencentLvb.LvbDuration Title:string Show:switch PassThru:switch'
        'Show-LvbDashboard'            = 'Port:int StreamId:string[] Interval:TencentLvb.LvbDuration Duration:TencentLvb.LvbDuration ' +
            'NoBrowser:switch'
        'Stop-LvbEmulator'             = 'local Emulator:TencentLvb.LvbEmulator'
    }
    $published = foreach ($name in $table.Keys) {
        $words = @($table[$name] -split ' ' | Where-Object { $_ })
        $marks = @($words | Where-Object { $_ -in 'changes', 'paging', 'streams', 'pushed', 'local' })
        $parameters = @($words | Where-Object { $_ -notin $marks })
        if ('streams' -in $marks) { $parameters += 'StreamId:string[]', 'ThrottleLimit:int' }
        if ('pushed' -in $marks) { $parameters += 'PushDomain:string', 'AppName:string' }
        if ('paging' -in $marks) { $parameters += 'PageSize:int', 'First:ulong', 'Skip:ulong', 'IncludeTotalCount:switch' }
        if ('changes' -in $marks) { $parameters += 'WhatIf:switch', 'Confirm:switch' }
        if ('local' -notin $marks) { $parameters += 'Connection:TencentLvb.LvbConnection' }
        @{ Name = $name; Parameters = $parameters }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $module = Get-Module -Name TencentLvb
    $exported = @(Get-Command -Module TencentLvb)

    # The parameters of the module, without the common parameters of PowerShell.
    function Get-OwnParameter($Command) {
        $Command.Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.PSCmdlet]::CommonParameters }
    }

    function Test-Attribute($Parameter, [type]$Type) { @($Parameter.Attributes | Where-Object { $_ -is $Type }).Count -gt 0 }

    function Get-CmdletAttribute($Name) {
        (Get-Command -Name $Name).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
    }

    function Get-BareType([type]$Type) {
        if (-not $Type) { return }
        $inner = [System.Nullable]::GetUnderlyingType($Type)
        if ($inner) { $inner } else { $Type }
    }
}

Describe 'The module' {
    It 'is imported from the staging folder' {
        $module.ModuleBase | Should -BeLike '*TencentLvb'
    }

    It 'exports only cmdlets' {
        $exported | ForEach-Object { "$($_.CommandType)" } | Should -Be (@('Cmdlet') * $exported.Count)
        $module.ExportedAliases.Count + $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'exports what its manifest lists' {
        $listed = (Test-ModuleManifest -Path "$($module.ModuleBase)/TencentLvb.psd1").ExportedCmdlets.Keys
        $exported.Count | Should -Be @($listed).Count
        $exported.Name | Where-Object { $_ -notin $listed } | Should -BeNullOrEmpty
    }

    It 'uses approved verbs' {
        $verbs = foreach ($group in 'Common', 'Communications', 'Data', 'Diagnostic', 'Lifecycle', 'Other', 'Security') {
            ([type]"System.Management.Automation.Verbs$group").GetFields().Name
        }
        $exported.Verb | Where-Object { $_ -notin $verbs } | Should -BeNullOrEmpty
    }
}

Describe 'A cmdlet' {
    It 'keeps its published parameters: <Name>' -ForEach $published {
        $command = $exported | Where-Object { $_.Name -eq $Name }
        $command | Should -Not -BeNullOrEmpty
        $wrong = foreach ($expected in $Parameters) {
            $word, $typeName = $expected -split ':'
            $type = Get-BareType $command.Parameters[$word].ParameterType
            if (-not $type) { "-$word is missing" }
            # Any dictionary is accepted as a hashtable.
            elseif ($typeName -and $type -ne [type]$typeName -and
                -not ($type.IsInterface -and $type.IsAssignableFrom([type]$typeName))) { "-$word is a $type" }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'declares its output types: <Name>' -ForEach $all {
        # Cmdlets without output have none to declare.
        $silent = 'Disconnect-Lvb', 'Remove-LvbProfile', 'Set-LvbEmulatorStream', 'Set-LvbEmulatorFault', 'Stop-LvbEmulator'
        $exported | Where-Object { $_.Name -eq $Name -and $Name -notin $silent } |
            ForEach-Object { $_.OutputType | Should -Not -BeNullOrEmpty }
    }

    It 'that changes something supports -Confirm and does not prompt by default: <Name>' -ForEach $changing {
        $attribute = Get-CmdletAttribute $Name
        $attribute.SupportsShouldProcess | Should -BeTrue
        "$($attribute.ConfirmImpact)" | Should -Be 'Medium'
    }

    It 'that only reads does not support -Confirm: <Name>' -ForEach $reading {
        (Get-CmdletAttribute $Name).SupportsShouldProcess | Should -BeFalse
    }

    It 'accepts streams from the pipeline under all their property names: <Name>' -ForEach $ofStreams {
        $stream = (Get-Command -Name $Name).Parameters['StreamId']
        'ChannelId', 'StreamName' | Where-Object { $_ -notin $stream.Aliases } | Should -BeNullOrEmpty
        foreach ($set in $stream.ParameterSets.Values) {
            $set.Position | Should -Be 0
            $set.ValueFromPipeline | Should -BeTrue
            $set.ValueFromPipelineByPropertyName | Should -BeTrue
        }
    }

    It 'keeps eight requests in flight by default and at most 64: <Name>' -ForEach $throttled {
        $command = Get-Command -Name $Name
        $range = $command.Parameters['ThrottleLimit'].Attributes |
            Where-Object { $_ -is [System.Management.Automation.ValidateRangeAttribute] }
        "$($range.MinRange)..$($range.MaxRange)" | Should -Be '1..64'
        [System.Activator]::CreateInstance($command.ImplementingType).ThrottleLimit | Should -Be 8
    }
}

Describe 'No cmdlet' {
    It 'accepts a key as plain text' {
        $keys = foreach ($command in $exported) { Get-OwnParameter $command | Where-Object { $_.Name -match '(Key|Password)$' } }
        @($keys).Count | Should -BeGreaterThan 5
        $keys | Where-Object { $_.ParameterType -ne [securestring] } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    # The offset of a DateTime would be a guess, and wrappers of a cmdlet convert these types by PowerShell's own rules.
    It 'has a parameter of type DateTime, DateTimeOffset or TimeSpan' {
        foreach ($command in $exported) {
            Get-OwnParameter $command | Where-Object { (Get-BareType $_.ParameterType) -in [datetime], [System.DateTimeOffset],
                [timespan] } | ForEach-Object { "$command -$($_.Name)" } | Should -BeNullOrEmpty
        }
    }

    It 'depends on the culture of the host when it reads times and durations' {
        $times = foreach ($command in $exported) {
            Get-OwnParameter $command |
                Where-Object { (Get-BareType $_.ParameterType) -in [TencentLvb.LvbTime], [TencentLvb.LvbDuration] } |
                ForEach-Object { @{ Name = "$command -$($_.Name)"
                Reads = Test-Attribute $_ ([System.Management.Automation.ArgumentTransformationAttribute]) } }
        }
        @($times).Count | Should -BeGreaterThan 20
        $times | Where-Object { -not $_.Reads } | ForEach-Object { $_.Name } | Should -BeNullOrEmpty
    }

    It 'has parameter sets except for the source of the key' {
        $exported | Where-Object { $_.ParameterSets.Count -gt 1 -and -not $_.Parameters.ContainsKey('Key') } | ForEach-Object Name |
            Should -BeNullOrEmpty
    }
}
