# Every example runs here unchanged, against the emulator. What only Azure or Windows has, has a stand-in.
BeforeDiscovery {
    $scripts = Get-ChildItem $PSScriptRoot/../../examples -Filter *.ps1 -Recurse | Where-Object Name -NE profile.ps1 | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $key = ConvertTo-TestKey
    $account = $env:LVB_PROFILE_PATH
    $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json
    . $PSScriptRoot/Examples.ps1
}

AfterAll {
    $env:LVB_PROFILE_PATH = $account
}

Describe 'The examples' {
    BeforeEach {
        $emulator = Start-LvbEmulator -AppId 1234 -Key $key -SampleData
        Connect-Lvb -Emulator $emulator -MaximumRetryCount 1
    }

    AfterEach {
        Disconnect-Lvb
        Stop-LvbEmulator -Emulator $emulator
    }

    Context 'Every one' {
        It 'has a header that says what it does and how to install it: <Name>' -ForEach $scripts {
            $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$null)
            if ($Name -eq 'Quickstart.ps1') { return }
            $help = $tree.GetHelpContent()
            $help.Synopsis | Should -Not -BeNullOrEmpty
            $help.Description | Should -BeLike '*To install:*1. *'
            foreach ($parameter in $tree.ParamBlock.Parameters) {
                $help.Parameters.Keys | Should -Contain $parameter.Name.VariablePath.UserPath.ToUpperInvariant()
            }
        }
    }

    Context 'Invoke-BanSweep.ps1' {
        BeforeEach {
            $csv = Join-Path $TestDrive "$(New-Guid).csv"
            $report = "$csv.report"
            $tomorrow = [DateTimeOffset]::Now.AddDays(1).ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture)
            Set-Content -LiteralPath $csv -Value 'StreamId,Until', '8888_news,', "8888_sports,$tomorrow", '8888_concert,2020-01-01T00:00'
        }

        It 'bans, suspends, and reports' {
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv; ReportPath = $report }
            $run.ExitCode | Should -Be 0
            $run.Output.Action | Should -Be @('Ban', 'Suspend', 'None')
            $run.Output.Done | Should -Be @($true, $true, $true)
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Disabled'
            (Get-LvbChannelStatus 8888_sports).Status | Should -Not -Be 'Live'
            (Get-LvbChannelStatus 8888_concert).Status | Should -Be 'Live'
            Get-Content -LiteralPath $report -Raw | Should -BeLike '*8888_sports*Suspend*'
        }

        It 'goes on after a bad row, and says so' {
            Add-Content -LiteralPath $csv -Value '8888_studio,not a time'
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv }
            $run.ExitCode | Should -Be 1
            $run.Output | Should -HaveCount 4
            $run.Output[3].Error | Should -Not -BeNullOrEmpty
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Disabled'
        }

        It 'does nothing with -WhatIf' {
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv; ReportPath = $report; WhatIf = $true }
            $run.ExitCode | Should -Be 0
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
            Test-Path -LiteralPath $report | Should -BeFalse
        }

        It 'does nothing without an account' {
            Disconnect-Lvb
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv }
            $run.ExitCode | Should -Be 2
            "$($run.Warnings)" | Should -BeLike '*no connection*'
        }
    }

    Context 'Start-NightlyRecording.ps1' {
        It 'records, waits for the files, and saves them' {
            $folder = Join-Path $TestDrive tapes
            $run = Invoke-Example Start-NightlyRecording.ps1 @{ StreamId = '8888_news', '8888_sports'; Duration = '2s'; Path = $folder; PollInterval = '100ms'; Grace = '60s' }
            "$($run.Warnings)" | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $run.Output | Should -HaveCount 2
            Get-ChildItem $folder -Filter *.mp4 | Should -HaveCount 2
        }

        It 'says which stream was not recorded, and goes on' {
            $folder = Join-Path $TestDrive some
            Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Tape_Start -Kind Http500 -Count 1
            $run = Invoke-Example Start-NightlyRecording.ps1 @{ StreamId = '8888_news', '8888_sports'; Duration = '2s'; Path = $folder; PollInterval = '100ms'; Grace = '60s' }
            $run.ExitCode | Should -Be 1
            "$($run.Warnings)" | Should -BeLike '*is not recorded*'
            $run.Output | Should -HaveCount 1
        }
    }

    Context 'Save-ScreenshotFeed.ps1' {
        It 'saves each picture in the folder of its stream, with an index' {
            $folder = Join-Path $TestDrive shots
            $base = $emulator.Uri.GetLeftPart('Authority')
            $run = Invoke-Example Save-ScreenshotFeed.ps1 @{ Path = $folder; BaseUri = $base }
            "$($run.Output.Error)".Trim() | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $run.Output.Count | Should -BeGreaterOrEqual 4
            foreach ($line in $run.Output) { Test-Path -LiteralPath $line.File | Should -BeTrue }
            Get-Content (Join-Path $folder index.csv) | Should -HaveCount ($run.Output.Count + 1)

            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -Screenshot 1
            $again = Invoke-Example Save-ScreenshotFeed.ps1 @{ Path = $folder; BaseUri = $base; For = '300ms'; PollInterval = '50ms' }
            $again.Output | Should -HaveCount 1
        }
    }

    Context 'Watch-Stream.ps1' {
        BeforeAll {
            $posted = [System.Collections.Generic.List[string]]::new()
            function Invoke-RestMethod {
                [CmdletBinding()] param($Uri, $Method, $ContentType, $Body, $TimeoutSec)
                $posted.Add($Body)
            }
        }

        It 'tells once of a drop and of the return' {
            Set-LvbChannelStatus 8888_studio -Status Disabled
            $change = Start-Change $emulator {
                Start-Sleep -Seconds 2
                Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State NoInput
                Start-Sleep -Seconds 5
                Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State Live
            }
            $run = Invoke-Example Watch-Stream.ps1 @{ StreamId = '8888_news', '8888_studio', '8888_sports'; AlertUri = 'http://127.0.0.1/hook'; Interval = '1s'; For = '14s' }
            Wait-Change $change
            $run.ExitCode | Should -Be 0
            @($run.Output | Where-Object StreamId -EQ 8888_news).Change | Should -Be @('Dropped', 'Recovered')
            @($run.Output | Where-Object StreamId -EQ 8888_studio).Change | Should -Be 'Not live'
            $run.Output | Where-Object StreamId -EQ 8888_sports | Should -BeNullOrEmpty
            $posted | Should -HaveCount 3
            $posted[1] | Should -Be '{"text":"Stream 8888_news: Dropped"}'
        }

        It 'ends when the account cannot be used' {
            Disconnect-Lvb
            (Invoke-Example Watch-Stream.ps1 @{ StreamId = '8888_news' }).ExitCode | Should -Be 2
        }
    }

    Context 'AzureAutomationRunbook.ps1' {
        BeforeAll {
            $vault = @{}
            function Get-AutomationPSCredential([string]$Name) { $vault[$Name] }
            function Invoke-Runbook([hashtable]$With) { & (Join-Path $examples AzureAutomationRunbook.ps1) -Endpoint $emulator.Uri @With }
        }

        BeforeEach {
            $vault.TencentLvb = [pscredential]::new('1234', $key)
        }

        It 'reports what is live, and bans what nobody allowed' {
            $rows = @(Invoke-Runbook @{ Allowed = '8888_news, 8888_sp*'; WhatIfOnly = $true })
            @($rows | Where-Object Action -EQ 'None').StreamId | Should -Be @('8888_news', '8888_sports')
            @($rows | Where-Object Action -EQ 'Would ban') | Should -Not -BeNullOrEmpty
            Connect-Lvb -Emulator $emulator
            (Get-LvbChannelStatus 8888_concert).Status | Should -Be 'Live'
            $rows = @(Invoke-Runbook @{ Allowed = '8888_news, 8888_sp*' })
            Connect-Lvb -Emulator $emulator
            (Get-LvbChannelStatus 8888_concert).Status | Should -Be 'Disabled'
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
        }

        It 'fails the job with what to do' {
            $vault.TencentLvb = [pscredential]::new('1234', (ConvertTo-TestKey 'wrong'))
            { Invoke-Runbook @{} } | Should -Throw '*Signature*'
            { Invoke-Runbook @{ CredentialName = 'Another' } } | Should -Throw '*no Automation credential*'
            Get-LvbConnection | Should -BeNullOrEmpty
        }
    }

    Context 'Register-LvbTask.ps1' {
        BeforeAll {
            $registered = @{}
            function New-ScheduledTaskAction([string]$Execute, [string]$Argument, [string]$WorkingDirectory) { $PSBoundParameters }
            function New-ScheduledTaskTrigger([switch]$Daily, [datetime]$At, [switch]$AtStartup) { $PSBoundParameters }
            function New-ScheduledTaskPrincipal([string]$UserId, [string]$LogonType) { $PSBoundParameters }
            function New-ScheduledTaskSettingsSet([switch]$StartWhenAvailable, [string]$MultipleInstances, [timespan]$ExecutionTimeLimit, [int]$RestartCount, [timespan]$RestartInterval) { $PSBoundParameters }
            function Register-ScheduledTask($TaskName, $Action, $Trigger, $Principal, $Settings, [switch]$Force) { $registered[$TaskName] = $PSBoundParameters }
            $script = Join-Path $examples Invoke-BanSweep.ps1
        }

        It 'registers a task that nobody has to sign in for' {
            $run = Invoke-Example Register-LvbTask.ps1 @{ ScriptPath = $script; At = '03:30'; ArgumentList = '-Path C:\ban.csv'; Shell = 'pwsh.exe' }
            "$($run.Warnings)" | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $task = $registered['Lvb Invoke-BanSweep']
            $task.Action.Execute | Should -Be 'pwsh.exe'
            $task.Action.Argument | Should -BeLike "-NoProfile -NonInteractive *-File `"$script`" -Path C:\ban.csv"
            $task.Trigger.At.TimeOfDay | Should -Be ([timespan]'03:30')
            $task.Principal.LogonType | Should -Be 'S4U'
        }

        It 'registers nothing for an account that cannot be used' {
            $registered.Clear()
            Set-LvbEmulatorFault -Emulator $emulator -Interface '*' -Kind SignInvalid -Rate 1
            $run = Invoke-Example Register-LvbTask.ps1 @{ ScriptPath = $script }
            $run.ExitCode | Should -Be 2
            "$($run.Warnings)" | Should -BeLike '*Signature*'
            $registered.Count | Should -Be 0
        }
    }

    Context 'AzureFunctions' {
        BeforeAll {
            $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
            $accelerators::Add('HttpResponseContext', [hashtable])
            $settingBefore = $env:LVB_CALLBACK_KEY
            $bound = @{}
            function Push-OutputBinding([string]$Name, $Value) {
                if ($Name -eq 'Queue' -and $bound.QueueFails) { throw 'The queue is not there.' }
                $bound[$Name] = $Value
            }

            function Invoke-Function($Request) {
                & (Join-Path $examples AzureFunctions/LvbNotification/run.ps1) -Request $Request 3>$null
            }
        }

        BeforeEach {
            $bound.Clear()
            $env:LVB_CALLBACK_KEY = 'test-key-of-our-own'
        }

        AfterAll {
            $env:LVB_CALLBACK_KEY = $settingBefore
            $null = $accelerators::Remove('HttpResponseContext')
        }

        It 'hands what the service posts to the queue, and only then says so' {
            # A notification as the emulator posts it, caught on its way.
            $port = Get-FreePort
            $sender = Start-LvbEmulator -AppId 1234 -Key $key -CallbackUri "http://127.0.0.1:$port/" -CallbackGap 100ms
            Set-LvbEmulatorStream -Emulator $sender -StreamId 8888_news -State Live
            $posted = Receive-LvbEvent -Prefix "http://127.0.0.1:$port/" -Key $key -MaxEvents 1 -Timeout 30s
            Stop-LvbEmulator -Emulator $sender

            Invoke-Function @{ Method = 'POST'; RawBody = $posted.Raw; Body = $null }
            $bound.Response.StatusCode | Should -Be 200
            $bound.Response.Body | Should -Be '{"code":0}'
            $bound.Queue.EventType | Should -Be 'StreamStarted'
            $bound.Queue.StreamId | Should -Be '8888_news'
            $bound.Queue.Verified | Should -BeTrue
            $bound.Queue.Keys | Should -Not -Contain 'Raw'
        }

        It 'answers <Status> to <Kind>' -ForEach @(
            @{ Status = 403; Kind = 'a wrong sign'; Body = { $s = New-LvbSignature -Key (ConvertTo-TestKey 'another') -Validity 5m; '{"event_type":1,"stream_id":"a","t":' + $s.T + ',"sign":"' + $s.Sign + '"}' } }
            @{ Status = 403; Kind = 'an old notification'; Body = { $s = New-LvbSignature -Key $key -ExpiresAt ([DateTimeOffset]::Now.AddMinutes(-1)); '{"event_type":1,"stream_id":"a","t":' + $s.T + ',"sign":"' + $s.Sign + '"}' } }
            @{ Status = 400; Kind = 'what is none'; Body = { 'hello' } }
        ) {
            Invoke-Function @{ Method = 'POST'; RawBody = (& $Body); Body = $null }
            $bound.Response.StatusCode | Should -Be $Status
            $bound.Keys | Should -Not -Contain 'Queue'
        }

        It 'lets the service send again when the queue fails, or the key is missing' {
            $s = New-LvbSignature -Key $key -Validity 5m
            $request = @{ Method = 'POST'; RawBody = '{"event_type":1,"stream_id":"a","t":' + $s.T + ',"sign":"' + $s.Sign + '"}'; Body = $null }
            $bound.QueueFails = $true
            Invoke-Function $request
            $bound.Response.StatusCode | Should -Be 500
            $bound.Clear()
            $env:LVB_CALLBACK_KEY = ''
            Invoke-Function $request
            $bound.Response.StatusCode | Should -Be 500
        }
    }
}
