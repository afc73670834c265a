# A canary for a key passes through every cmdlet as a user runs it: no stream, error, transcript or file shows it or a signature made with
# it.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/CmdletWays.ps1
    $cmdlets = Get-Command -Module TencentLvb | ForEach-Object { @{ Cmdlet = $_.Name; Ways = @(Get-CmdletWay $_) } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/EchoService.ps1
    $canary = 'canary-2b7d90c4e1f6'
    $key = ConvertTo-TestKey $canary
    $emulator = Start-LvbEmulator -SampleData -Key $key
    $profiles = $env:LVB_PROFILE_PATH
    $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json

    # Everything that can be read from an object, including properties of its properties. Objects of other modules (the invocation, its
    # module, its script, the folder of a file) are not followed.
    function Get-Text($Item) {
        "$Item"
        if ($Item -is [System.Management.Automation.ErrorRecord]) {
            "$($Item.Exception) $($Item.ErrorDetails.RecommendedAction) $($Item.CategoryInfo)"
            $Item.Exception | Format-List * -Force | Out-String
            Get-Text $Item.TargetObject
        }
        elseif ($Item -isnot [System.Management.Automation.InformationalRecord] -and $Item -isnot [System.IO.FileInfo]) {
            [System.Management.Automation.PSSerializer]::Serialize($Item, 5)
        }
    }

    # The streams and errors of scripts, as text.
    function Read-Everything([scriptblock[]]$Scripts) {
        $Error.Clear()
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $said = @(foreach ($script in $Scripts) { & { try { . $script } catch { $_ } } *>&1 }) + @($Error)
        $seen.Verbose += @($said | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_ -like '*interface=*' }).Count
        @($said | ForEach-Object { Get-Text $_ }) -join "`n"
    }

    # A sign is MD5 in hex on API 2.0, and HMAC-SHA256 on API 3.0; sample data has neither.
    $anySign = '\b([0-9a-f]{32}|[0-9a-f]{64})\b'
    $seen = @{ Verbose = 0 }
}

AfterAll {
    $env:LVB_PROFILE_PATH = $profiles
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Neither key nor signature is shown by' {
    BeforeAll {
        $service = Start-EchoService $canary
        $uri = $service.Uri
        $until = [DateTimeOffset]::Now.AddMinutes(5)
        $notification = @{
            event_type = 1; stream_id = '8888_a'; t = $until.ToUnixTimeSeconds(); sign = (New-LvbSignature -Key $key -ExpiresAt $until).Sign
        } | ConvertTo-Json
        $picture = [pscustomobject]@{ Url = "$uri/a.jpg"; StreamId = 'a' }
        $file = [pscustomobject]@{ Url = "$uri/a.flv"; StreamId = 'a'; FileId = '1' }
    }

    AfterAll { Stop-EchoService $service }

    It '<Cmdlet>, whatever the service returns' -ForEach $cmdlets {
        # One cmdlet with a retry is enough: a pause lasts a second.
        $settings = @{ Endpoint = $uri; MaximumRetryCount = [int]($Cmdlet -eq 'Get-LvbChannelStatus'); TimeoutSec = 5 }
        foreach ($does in 'answers', 'echoes everything as text', 'echoes everything as an error', 'refuses the sign', 'fails', 'closes') {
            foreach ($api in 2, 3) {
                $service.Does = $does
                if ($api -eq 2) { Connect-Lvb -AppId 1250000001 -Key $key -StatEndpoint $uri @settings }
                else { Connect-Lvb -SecretId AKIDspec -SecretKey $key -PushDomain push.example.com -AppName live @settings }
                $said = Read-Everything $Ways
                $said.Contains($canary) | Should -BeFalse -Because "the service $does on API $api.0"
                $said | Should -Not -Match $anySign -Because "the service $does on API $api.0"
                $said.Contains('txSecret=') | Should -BeFalse
                Disconnect-Lvb
            }
        }
    }

    It 'any cmdlet, because every interface was called' -ForEach @{ Listed = @($ways.Keys) } {
        $Listed | Where-Object { $_ -notin (Get-Command -Module TencentLvb).Name } | Should -BeNullOrEmpty
        $line = 'Invoke-LvbApi '
        $interfaces = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
        $interfaces.Count | Should -BeGreaterThan 10
        $interfaces | Where-Object { $_ -notin @($service.Heard) -and $_ -ne 'Get_BillingBandwidth' } | Should -BeNullOrEmpty
        $actions = @($service.Heard) -match '^(Describe|Create|Delete|Add|Drop|Forbid|Resume|Stop)' | Sort-Object -Unique
        $actions.Count | Should -BeGreaterThan 15
        $seen.Verbose | Should -BeGreaterThan 100
        Get-Content -LiteralPath $env:LVB_PROFILE_PATH -Raw | Should -Not -Match "$canary|$anySign"
    }
}

Describe 'Neither key nor signature is shown' {
    BeforeAll { $emulator | Connect-Lvb -MaximumRetryCount 0 }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'in the error of <Kind>' -ForEach @(
        'DropBeforeReading', 'DropAfterReading', 'HalfAnswer', 'Reset', 'Http403', 'Http429', 'Http500', 'Garbage', 'WrongShape',
            'NoReturnData', 'SystemError',
        'FrequencyLimit', 'TimeExpired', 'SignInvalid', 'NotActivated', 'EmptyReply' | ForEach-Object { @{ Kind = $_ } }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface * -Kind $Kind -Rate 1
        $said = Read-Everything {
            $fast = $emulator | Connect-Lvb -MaximumRetryCount 0 -TimeoutSec 2 -PassThru
            Get-LvbChannelStatus 8888_news -Connection $fast; Start-LvbTape 8888_news -Duration 1h -Connection $fast
                Get-LvbLiveStat -Connection $fast
        }
        $said | Should -BeLike '*LvbException*'
        $said.Contains($canary) | Should -BeFalse
        $said | Should -Not -Match $anySign
    }

    It 'in profiles' {
        $said = Read-Everything {
            Set-LvbProfile -Name leak -AppId 1234 -SecretName name -Endpoint $emulator.Uri -Default
            Get-LvbProfile
            Remove-LvbProfile -Name other
        }
        $said.Contains($canary) | Should -BeFalse
        (Get-Content -LiteralPath $env:LVB_PROFILE_PATH -Raw).Contains($canary) | Should -BeFalse
    }

    It 'nor the password of an address, which <Name> refuses' -ForEach @(
        @{ Name = 'Connect-Lvb -Endpoint'; Try = { Connect-Lvb -AppId 1234 -Key $key -Endpoint $address } }
        @{ Name = 'Connect-Lvb -StatEndpoint'; Try = { Connect-Lvb -AppId 1234 -Key $key -StatEndpoint $address } }
        @{ Name = 'Set-LvbProfile -Endpoint'; Try = { Set-LvbProfile -Name leak -AppId 1234 -Endpoint $address } }
        @{ Name = 'Set-LvbProfile -StatEndpoint'; Try = { Set-LvbProfile -Name leak -AppId 1234 -StatEndpoint $address } }
        @{ Name = 'Receive-LvbEvent -Prefix'; Try = { Receive-LvbEvent -Prefix $address -Key $key -Timeout 1s } }
        @{ Name = 'Send-LvbEvent -Uri'; Try = { Send-LvbEvent 8888_a -Uri $address -Key $key } }
        @{ Name = 'Start-LvbEmulator -CallbackUri'; Try = { Start-LvbEmulator -Key $key -CallbackUri $address } }
        @{ Name = 'Save-LvbScreenshot -BaseUri'; Try = { [pscustomobject]@{ StreamId = 'a'; Path = '/a.jpg' } |
            Save-LvbScreenshot -Path "$TestDrive" -BaseUri $address } }
    ) {
        # The last two are not addresses of the service. Their errors do not contain the password either.
        foreach ($address in "http://user:$canary@127.0.0.1:8080/", "ftp://user:$canary@127.0.0.1/", "user:$canary@127.0.0.1/") {
            $refused = try { . $Try } catch { $_ }
            $refused.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
            $said = @("$refused"; "$($refused.Exception)"; $refused.ErrorDetails.RecommendedAction
            Get-Text $refused.TargetObject) -join "`n"
            $said | Should -BeLike '*127.0.0.1*'
            $said.Contains($canary) | Should -BeFalse
        }
    }

    It 'by signing and addresses, except in their output' {
        $said = Read-Everything {
            $null = New-LvbSignature -Key $key; Test-LvbSignature -T 1 -Sign abc -Key $key; New-LvbSignature -Key $key -Validity -1s
            $null = New-LvbPushUrl a -Domain push.example.com -PushKey $key; New-LvbPushUrl '' -Domain push.example.com -PushKey $key
        }
        $said.Contains($canary) | Should -BeFalse
        $said | Should -Not -Match $anySign
        (New-LvbSignature -Key $key).Sign | Should -Match $anySign
    }

    It 'in a transcript, with -Verbose, -Debug, -WhatIf and all of $Error' {
        $file = Join-Path $TestDrive transcript.txt
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind SignInvalid -Rate 1
        $Error.Clear()
        Start-Transcript -Path $file | Out-Null
        try {
            Get-LvbChannelStatus 8888_news -Verbose -Debug | Out-Default
            Get-LvbLiveStat -Verbose -ErrorAction Continue
            Suspend-LvbChannel 8888_news -Duration 1h -WhatIf
            Get-LvbScreenshot -WhatIf
            Start-LvbTape 8888_news -Duration 1h -WhatIf
            $Error | Format-List * -Force | Out-Default
        }
        catch { $_ | Format-List * -Force | Out-Default }
        finally { Stop-Transcript | Out-Null }
        $text = Get-Content -LiteralPath $file -Raw
        $text | Should -BeLike '*Live_Channel_GetStatus*'
        $text.Contains($canary) | Should -BeFalse
        $text | Should -Not -Match $anySign
    }
}
