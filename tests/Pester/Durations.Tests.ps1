# How durations and times are read: by each cmdlet, and by wrappers that keep the type of a parameter but not its argument transformation.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    function Get-ParameterOf([type]$Type) {
        foreach ($command in Get-Command -Module TencentLvb) {
            foreach ($parameter in $command.Parameters.Values) {
                if ($Type -in $parameter.ParameterType, [System.Nullable]::GetUnderlyingType($parameter.ParameterType)) {
                    @{ Cmdlet = $command.Name; Parameter = $parameter.Name }
                }
            }
        }
    }

    $durations = @(Get-ParameterOf ([TencentLvb.LvbDuration]))
    $times = @(Get-ParameterOf ([TencentLvb.LvbTime]))
}

BeforeAll {
    . $PSScriptRoot/Common.ps1

    # The result of a cmdlet for a value: text, or 'refused'.
    function Read-ByCmdlet($Cmdlet, $Parameter, $Value) {
        $attribute = (Get-Command -Name $Cmdlet).Parameters[$Parameter].Attributes |
            Where-Object { $_ -is [System.Management.Automation.ArgumentTransformationAttribute] -and
            $_.GetType().Name -notlike '*TypeConverter*' }
        try { "$($attribute.Transform($ExecutionContext, $Value))" } catch { 'refused' }
    }

    # The result of a proxy function. Its mandatory parameters do not prompt: only this one counts.
    function Read-ByProxy($Cmdlet, $Parameter, $Value) {
        $metadata = [System.Management.Automation.CommandMetadata]::new((Get-Command -Name $Cmdlet))
        $block = [System.Management.Automation.ProxyCommand]::GetParamBlock($metadata) -replace 'Mandatory=\$true', 'Mandatory=$false'
        $function = [scriptblock]::Create(
            ("$([System.Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($metadata)) param($block) process { " +
                "`"`$(`$PSBoundParameters['$Parameter'])`" }"))
        $bound = @{ $Parameter = $Value }
        try { & $function @bound } catch { 'refused' }
    }
}

Describe 'Durations' {
    BeforeAll {
        $lengths = @{
            '36h' = '1d12h'; '90s' = '1m30s'; '5m' = '5m'; '7d' = '7d'; '1h30m' = '1h30m'; '1H 30M' = '1h30m'; '1.5h' = '1h30m'
                '500ms' = '500ms'; '0s' = '0s'
            '00:01:30' = '1m30s'; '18:00' = '18h'; '24:00:00' = '1d'; '36:00:00' = '1d12h'; '48:30' = '2d30m'; '100:00:00' = '4d4h'
                '36:15:30' = '1d12h15m30s'
            '1.12:00:00' = '1d12h'; '0:00:00.5' = '500ms'; '-00:05:00' = '-5m'
        }
        $refused = '90', '0', '', ' ', '36:00:00:00', '1.36:00:00', '1:60', '12:00:99', '5', '5x', 'h', '30m1h', '1h1h', '1,5h', 'tomorrow',
            '9999999999d', "5m`n5m", '5 5m'
    }

    It 'are read the same by <Cmdlet> -<Parameter> and its proxy' -ForEach $durations {
        foreach ($text in $lengths.Keys) {
            Read-ByCmdlet $Cmdlet $Parameter $text | Should -Be $lengths[$text] -Because $text
            Read-ByProxy $Cmdlet $Parameter $text | Should -Be $lengths[$text] -Because $text
        }

        foreach ($value in $refused + 90, 0, 3600, 1.5, 7d, ([bigint]5)) {
            Read-ByCmdlet $Cmdlet $Parameter $value | Should -Be 'refused' -Because $value
            Read-ByProxy $Cmdlet $Parameter $value | Should -Be 'refused' -Because $value
        }

        foreach ($value in [timespan]::FromHours(36), [timespan]::FromDays(36), [timespan]::Zero) {
            Read-ByCmdlet $Cmdlet $Parameter $value | Should -Be "$([TencentLvb.LvbDuration]$value)"
            Read-ByProxy $Cmdlet $Parameter $value | Should -Be "$([TencentLvb.LvbDuration]$value)"
        }
    }

    It 'are found under many parameters' -ForEach @{ All = $durations } {
        $All.Count | Should -BeGreaterThan 15
    }

    It 'keep their length when converted to a TimeSpan' {
        [timespan][TencentLvb.LvbDuration]'36:00:00' | Should -Be ([timespan]::FromHours(36))
        [TencentLvb.LvbDuration]'36h' | Should -Be ([TencentLvb.LvbDuration]([timespan]::FromHours(36)))
    }
}

Describe 'Times' {
    BeforeAll {
        $culture = [cultureinfo]::CurrentCulture
        $today = [datetime]::Today
        function Get-Local([datetime]$Time) { [datetimeoffset]::new($Time).
            ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture) }
        $moments = @{
            '2026-11-28T03:00:00Z' = '2026-11-28T03:00:00+00:00'; '2026-11-28T03:00+08:00' = '2026-11-28T03:00:00+08:00'
            '2026-11-28 3:00' = Get-Local '2026-11-28T03:00'; '2026-11-28T3:00' = Get-Local '2026-11-28T03:00'
                '2026-11-28' = Get-Local '2026-11-28T00:00'
            '18:00' = Get-Local $today.AddHours(18); '7:05' = Get-Local $today.AddMinutes(425)
        }
        $refused = '28.11.2026', '11/28/2026', '28/11/2026', '03.11.2026', '11-28-2026', '24:00', '25:00', '', ' ', '18:00:00', 'tomorrow',
            '1764288000', '2026-13-01', '2026-02-30', '1d', '90s'
    }

    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'are read the same by <Cmdlet> -<Parameter> and its proxy, in <Culture>' -ForEach @(
        foreach ($one in $times | Where-Object { $_.Cmdlet -ne 'Stop-LvbTape' }) {
            foreach ($name in 'en-US', 'th-TH') { $one + @{ Culture = $name } } }
    ) {
        [cultureinfo]::CurrentCulture = $Culture
        foreach ($text in $moments.Keys) {
            Read-ByCmdlet $Cmdlet $Parameter $text | Should -Be $moments[$text] -Because $text
            Read-ByProxy $Cmdlet $Parameter $text | Should -Be $moments[$text] -Because $text
        }

        foreach ($value in $refused + 20261128, 1d, 0) {
            Read-ByCmdlet $Cmdlet $Parameter $value | Should -Be 'refused' -Because $value
            Read-ByProxy $Cmdlet $Parameter $value | Should -Be 'refused' -Because $value
        }

        $time = [datetimeoffset]'2026-11-28T03:00:00+03:00'
        Read-ByCmdlet $Cmdlet $Parameter $time | Should -Be '2026-11-28T03:00:00+03:00'
        Read-ByProxy $Cmdlet $Parameter $time | Should -Be '2026-11-28T03:00:00+03:00'
        Read-ByProxy $Cmdlet $Parameter ([datetime]'2026-11-28T03:00') | Should -Be (Get-Local '2026-11-28T03:00')
    }
}

Describe 'A proxy function' {
    BeforeAll {
        $emulator = Start-LvbEmulator -SampleData
        Connect-Lvb -Emulator $emulator
        foreach ($name in 'Suspend-LvbChannel', 'Set-LvbChannelStatus', 'Set-LvbChannelDelay', 'Receive-LvbEvent') {
            $text = [System.Management.Automation.ProxyCommand]::Create(
                [System.Management.Automation.CommandMetadata]::new((Get-Command -Name $name -CommandType Cmdlet)))
            . ([scriptblock]::Create("function Proxy-$name { $text }"))
        }
    }

    AfterAll { $emulator | Stop-LvbEmulator }

    It 'suspends for the same duration as the cmdlet: <_>' -ForEach '36h', '36:00:00', '18:00', '1.12:00:00', '90s' {
        $direct = (Suspend-LvbChannel 8888_news -Duration $_ -PassThru).Until
        $wrapped = (Proxy-Suspend-LvbChannel 8888_news -Duration $_ -PassThru).Until
        [math]::Abs(($wrapped - $direct).TotalSeconds) | Should -BeLessThan 30
    }

    It 'refuses a number as a duration: <_>' -ForEach 90, 3600, 0 {
        { Proxy-Suspend-LvbChannel 8888_news -Duration $_ -ErrorAction Stop } | Should -Throw -ExpectedMessage "*'$_' is not a duration*"
        { Proxy-Set-LvbChannelDelay 8888_news -Delay $_ -ErrorAction Stop } | Should -Throw -ExpectedMessage "*'$_' is not a duration*"
        { Proxy-Receive-LvbEvent -Timeout $_ -ErrorAction Stop } | Should -Throw -ExpectedMessage "*'$_' is not a duration*"
    }

    It 'never reads another status as a command: <_>' -ForEach 0, 1, 2, 3, 4, '0', '2', 100, ([TencentLvb.LvbChannelState]::NoInput),
        ([TencentLvb.LvbChannelState]::Disabled), 'Enabled,Disabled', 'NoInput' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        { Proxy-Set-LvbChannelStatus 8888_news -Status $_ -ErrorAction Stop } | Should -Throw
        { Set-LvbChannelStatus 8888_news -Status $_ -ErrorAction Stop } | Should -Throw
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
    }

    It 'accepts the names: <_>' -ForEach 'Disabled', 'Enabled', 'disconnected' {
        "$((Proxy-Set-LvbChannelStatus 8888_news -Status $_ -PassThru).Status)" | Should -Be $_
    }
}

Describe 'A restricted endpoint whose role allows some parameters' {
    BeforeAll {
        $file = Join-Path $TestDrive role.pssc
        Set-Content -LiteralPath $file -Value @"
@{
    SchemaVersion = '2.0.0.0'; GUID = '$(New-Guid)'; SessionType = 'RestrictedRemoteServer'; LanguageMode = 'NoLanguage'
    ModulesToImport = '$((Get-Module TencentLvb).ModuleBase)/TencentLvb.psd1'
    VisibleCmdlets = 'Start-LvbEmulator', 'Connect-Lvb', @{
                    Name = 'Suspend-LvbChannel'
                    Parameters = @{ Name = 'StreamId' }, @{ Name = 'Duration' }, @{ Name = 'Until' }, @{ Name = 'PassThru' } },
        @{ Name = 'Set-LvbChannelStatus'; Parameters = @{ Name = 'StreamId' }, @{ Name = 'Status' }, @{ Name = 'PassThru' } }
}
"@
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateFromSessionConfigurationFile($file))
        $runspace.Open()

        function Invoke-InRole($Name, $Arguments) {
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            try { $shell.AddCommand($Name).AddParameters($Arguments).Invoke() }
            finally { $shell.Dispose() }
        }

        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddCommand('Start-LvbEmulator').AddParameter('SampleData').AddCommand('Connect-Lvb').Invoke()
        $shell.Dispose()
    }

    AfterAll { $runspace.Dispose() }

    It 'suspends for the same duration as the cmdlet: <Given>' -ForEach @(
        @{ Given = '36h'; Hours = 36 }, @{ Given = '36:00:00'; Hours = 36 }, @{ Given = '18:00'; Hours = 18 },
            @{ Given = '1.12:00:00'; Hours = 36 }, @{ Given = '90s'; Hours = 0.025 }
    ) {
        $until = (Invoke-InRole Suspend-LvbChannel @{ StreamId = '8888_news'; Duration = $Given; PassThru = $true }).Until
        [math]::Abs(($until - [DateTimeOffset]::Now.AddHours($Hours)).TotalSeconds) | Should -BeLessThan 30
    }

    It 'refuses what the cmdlet refuses: <Name> <Given>' -ForEach @(
        foreach ($given in 90, 0, 3600, '90') { @{ Name = 'Suspend-LvbChannel'; Parameter = 'Duration'; Given = $given } }
        foreach ($given in '03.11.2026', '11/28/2030', 5) { @{ Name = 'Suspend-LvbChannel'; Parameter = 'Until'; Given = $given } }
        foreach ($given in 0, 1, 2, 'NoInput', 100) { @{ Name = 'Set-LvbChannelStatus'; Parameter = 'Status'; Given = $given } }
    ) {
        { Invoke-InRole $Name @{ StreamId = '8888_news'; $Parameter = $Given } } | Should -Throw "*'$Parameter'*"
    }

    It 'accepts the names of a status' {
        "$((Invoke-InRole Set-LvbChannelStatus @{ StreamId = '8888_news'; Status = 'Enabled'; PassThru = $true }).Status)" |
            Should -Be Enabled
    }
}
