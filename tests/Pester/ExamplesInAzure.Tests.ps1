# The examples for Azure, and the one that registers a Windows task. Stand-ins replace what exists only in Azure or Windows.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

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

Describe 'The examples on <Service>' -ForEach $services {
    BeforeEach { $emulator = Start-ExampleAccount $Api }

    AfterEach { Stop-ExampleAccount }

    Context 'AzureAutomationRunbook.ps1' {
        BeforeAll {
            $vault = @{}
            function Get-AutomationPSCredential([string]$Name) { $vault[$Name] }
            function Invoke-Runbook([hashtable]$With) { & (Join-Path $examples AzureAutomationRunbook.ps1) -Endpoint $endpoint @With }
        }

        BeforeEach {
            $user = @{ V2 = '1234'; V3 = 'AKIDexamples' }[$Api]
            $endpoint = @{ V2 = $emulator.Uri; V3 = [uri]::new($emulator.Uri, '/') }[$Api]
            $vault.TencentLvb = [pscredential]::new($user, $key)
        }

        It 'reports live streams, and bans those that are not allowed' {
            $rows = @(Invoke-Runbook @{ Allowed = '8888_news, 8888_sp*'; WhatIfOnly = $true })
            @($rows | Where-Object Action -EQ 'None').StreamId | Should -Be @('8888_news', '8888_sports')
            @($rows | Where-Object Action -EQ 'Would ban') | Should -Not -BeNullOrEmpty
            Connect-Lvb -Emulator $emulator -Api $Api
            (Get-LvbChannelStatus 8888_concert).Status | Should -Be 'Live'
            $rows = @(Invoke-Runbook @{ Allowed = '8888_news, 8888_sp*' })
            Connect-Lvb -Emulator $emulator -Api $Api
            (Get-LvbChannelStatus 8888_concert).Status | Should -Be 'Disabled'
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
        }

        It 'fails the job with a recommendation' {
            $vault.TencentLvb = [pscredential]::new($user, (ConvertTo-TestKey 'wrong'))
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
            function New-ScheduledTaskSettingsSet([switch]$StartWhenAvailable, [string]$MultipleInstances, [timespan]$ExecutionTimeLimit,
                [int]$RestartCount, [timespan]$RestartInterval) { $PSBoundParameters }
            function Register-ScheduledTask($TaskName, $Action, $Trigger, $Principal, $Settings,
                [switch]$Force) { $registered[$TaskName] = $PSBoundParameters }
            $script = Join-Path $examples Invoke-BanSweep.ps1
        }

        It 'registers a task that runs without a sign-in' {
            $run = Invoke-Example Register-LvbTask.ps1 @{ ScriptPath = $script; At = '03:30'; ArgumentList = '-Path C:\ban.csv'
                Shell = 'pwsh.exe' }
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
}

Describe 'AzureFunctions' {
    BeforeAll {
        $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
        $accelerators::Add('HttpResponseContext', [hashtable])
        $settingBefore = $env:LVB_CALLBACK_KEY
        $bound = @{}
        function Push-OutputBinding([string]$Name, $Value) {
            if ($Name -eq 'Queue' -and $bound.QueueFails) { throw 'The queue does not exist.' }
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

    It 'passes notifications to the queue, and only then acknowledges them' {
        # A notification as the emulator posts it, recorded in transit.
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

    It 'returns <Status> for <Kind>' -ForEach @(
        @{ Status = 403; Kind = 'a wrong sign'; Body = { $s = New-LvbSignature -Key (ConvertTo-TestKey 'another') -Validity 5m
            '{"event_type":1,"stream_id":"a","t":' + $s.T + ',"sign":"' + $s.Sign + '"}' } }
        @{ Status = 403; Kind = 'an old notification'
            Body = { $s = New-LvbSignature -Key $key -ExpiresAt ([DateTimeOffset]::Now.AddMinutes(-1))
                '{"event_type":1,"stream_id":"a","t":' + $s.T + ',"sign":"' + $s.Sign + '"}' } }
        @{ Status = 400; Kind = 'an invalid body'; Body = { 'hello' } }
    ) {
        Invoke-Function @{ Method = 'POST'; RawBody = (& $Body); Body = $null }
        $bound.Response.StatusCode | Should -Be $Status
        $bound.Keys | Should -Not -Contain 'Queue'
    }

    Context 'with a Service Bus queue' {
        BeforeAll {
            # The responses of Azure and Service Bus. Each message is recorded.
            $sent = [System.Collections.ArrayList]@()
            $tokens = [System.Collections.ArrayList]@()
            function Invoke-RestMethod {
                param($Uri, $Method, $TimeoutSec, $Headers, $ContentType, $Body)
                if ("$Uri" -like 'http://identity/*') {
                    $null = $tokens.Add(@{ Uri = $Uri; Headers = $Headers })
                    return @{ access_token = 'token-of-the-app'; expires_on = [DateTimeOffset]::UtcNow.AddHours(1).ToUnixTimeSeconds() }
                }
                if ($bound.QueueFails) { throw 'Service Bus does not respond.' }
                $null = $sent.Add(@{ Uri = $Uri; Method = $Method; Headers = $Headers; ContentType = $ContentType; Body = $Body })
            }
            $settings = 'LVB_SERVICEBUS_QUEUE', 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER'
            $before = $settings | ForEach-Object { [Environment]::GetEnvironmentVariable($_) }
        }

        BeforeEach {
            $sent.Clear()
            $tokens.Clear()
            $global:LvbServiceBusToken = $null
            $env:LVB_SERVICEBUS_QUEUE = 'https://ns.servicebus.windows.net/lvb-notifications/'
            $env:IDENTITY_ENDPOINT = 'http://identity/token'
            $env:IDENTITY_HEADER = 'header-of-the-app'
        }

        AfterAll {
            for ($i = 0; $i -lt $settings.Count; $i++) { [Environment]::SetEnvironmentVariable($settings[$i], $before[$i]) }
            Remove-Variable LvbServiceBusToken -Scope Global -ErrorAction Ignore
        }

        It 'sends each event with its ID as the message ID, which a repeat has too' {
            foreach ($minutes in 5, 6) {
                $s = New-LvbSignature -Key $key -Validity ([timespan]::FromMinutes($minutes))
                Invoke-Function @{ Method = 'POST'; Body = $null; RawBody = '{"event_type":1,"stream_id":"a","sequence":"7","t":' + $s.T +
                    ',"sign":"' + $s.Sign + '"}' }
                $bound.Response.StatusCode | Should -Be 200
            }

            $bound.Keys | Should -Not -Contain 'Queue'
            $sent | Should -HaveCount 2
            $sent[0].Uri | Should -Be 'https://ns.servicebus.windows.net/lvb-notifications/messages'
            $sent[0].Method | Should -Be 'Post'
            $sent[0].Headers.Authorization | Should -Be 'Bearer token-of-the-app'
            $id = (ConvertFrom-Json $sent[0].Headers.BrokerProperties).MessageId
            $id | Should -Match '^[0-9a-f]{64}$'
            (ConvertFrom-Json $sent[1].Headers.BrokerProperties).MessageId | Should -Be $id
            $message = ConvertFrom-Json $sent[0].Body
            $message.Id | Should -Be $id
            $message.StreamId | Should -Be 'a'
            $message.PSObject.Properties.Name | Should -Not -Contain 'Raw'
            $tokens | Should -HaveCount 1
            $tokens[0].Headers.'X-IDENTITY-HEADER' | Should -Be 'header-of-the-app'
        }

        It 'makes the service repeat when Service Bus does not accept it' {
            $s = New-LvbSignature -Key $key -Validity 5m
            $bound.QueueFails = $true
            Invoke-Function @{ Method = 'POST'; Body = $null; RawBody = '{"event_type":1,"stream_id":"a","t":' + $s.T +
                ',"sign":"' + $s.Sign + '"}' }
            $bound.Response.StatusCode | Should -Be 500
            $sent | Should -HaveCount 0
        }
    }

    It 'makes the service repeat when the queue fails, or the key is missing' {
        $s = New-LvbSignature -Key $key -Validity 5m
        $request = @{ Method = 'POST'; RawBody = '{"event_type":1,"stream_id":"a","t":' + $s.T + ',"sign":"' + $s.Sign +
            '"}'; Body = $null }
        $bound.QueueFails = $true
        Invoke-Function $request
        $bound.Response.StatusCode | Should -Be 500
        $bound.Clear()
        $env:LVB_CALLBACK_KEY = ''
        Invoke-Function $request
        $bound.Response.StatusCode | Should -Be 500
    }
}
