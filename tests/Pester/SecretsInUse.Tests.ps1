BeforeAll { . $PSScriptRoot/Vault.ps1 }

AfterAll { Remove-TestVault }

Describe 'A key from a secret' {
    BeforeEach { $vault = Reset-TestVault }

    AfterEach { Disconnect-Lvb }

    Context 'A key that was rotated' {
        It 'is read again after a refusal of the service, and the call is repeated' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey
            $vault.Secrets.LvbKey = ConvertTo-TestKey $rightKey
            (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
            $vault.Calls | Should -HaveCount 2
            (Get-LvbChannelStatus 8888_b).Status | Should -Be 'Live'
            $vault.Calls | Should -HaveCount 2
        }

        It 'is read once for many calls in flight' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey
            $vault.Secrets.LvbKey = ConvertTo-TestKey $rightKey
            $states = @(1..20 | ForEach-Object { '8888_a' } | Get-LvbChannelStatus)
            $states | Should -HaveCount 20
            $vault.Calls | Should -HaveCount 2
        }

        It 'is read once if it is unchanged, and the call is not repeated' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'wrong-for-good'
            Connect-Lvb @account -SecretName LvbKey
            $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
            $null = Get-LvbChannelStatus 8888_a, 8888_b, 8888_a -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Where-Object { $_.FullyQualifiedErrorId -like 'LvbSignatureInvalid,*' } | Should -HaveCount 3
            @(Get-LvbEmulatorRequest -Emulator $emulator).Count - $before | Should -Be 3
            $vault.Calls | Should -HaveCount 2
        }

        It 'leaves the refusal as the error when the secret cannot be read' {
            $vault.Secrets.LvbKey = ConvertTo-TestKey 'key-of-yesterday'
            Connect-Lvb @account -SecretName LvbKey
            $vault.Locked = $true
            $failure = Get-FirstError {
                Get-LvbChannelStatus 8888_a -ErrorAction Stop -WarningVariable script:warnings -WarningAction SilentlyContinue }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbSignatureInvalid,*'
            "$script:warnings" | Should -BeLike '*locked*'
        }
    }

    Context 'A callback key that was rotated' {
        BeforeAll {
            function New-Notification([string]$KeyText) {
                $signature = New-LvbSignature -Key (ConvertTo-TestKey $KeyText) -Validity 10m
                '{"event_type":1,"stream_id":"8888_a","sequence":"1","t":' + $signature.T + ',"sign":"' + $signature.Sign + '"}'
            }
        }

        It 'is read again by ConvertFrom-LvbEvent, from <From>' -ForEach @(
            @{ From = 'the callback secret'; Connect = @{ SecretName = 'LvbKey'; CallbackSecretName = 'Callback' }; Convert = @{} }
            @{ From = 'the secret of the API key'; Connect = @{ SecretName = 'Callback' }; Convert = @{} }
            @{ From = 'a secret by name'; Connect = $null; Convert = @{ SecretName = 'Callback' } }
        ) {
            $vault.Secrets.Callback = ConvertTo-TestKey 'of-yesterday'
            if ($Connect) { Connect-Lvb @account @Connect }
            $bodies = (New-Notification 'of-yesterday'), (New-Notification 'of-today'), (New-Notification 'of-nobody')
            $events = @($bodies | ForEach-Object { $_; $vault.Secrets.Callback = ConvertTo-TestKey 'of-today' } |
                    ConvertFrom-LvbEvent @Convert -ErrorAction SilentlyContinue -ErrorVariable failures)
            $events | Should -HaveCount 2
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbEventInvalidSignature,*'
            $vault.Calls | Where-Object { $_ -eq 'Callback' } | Should -HaveCount 2
        }

        It 'leaves the refusal as the error, and warns, when the secret cannot be read' {
            $vault.Secrets.Callback = ConvertTo-TestKey 'of-yesterday'
            $bodies = (New-Notification 'of-yesterday'), (New-Notification 'of-today')
            $events = @($bodies | ForEach-Object { $_; $vault.Locked = $true } |
                    ConvertFrom-LvbEvent -SecretName Callback -ErrorAction SilentlyContinue -ErrorVariable failures `
                    -WarningAction SilentlyContinue -WarningVariable warnings)
            $vault.Locked = $false
            $events | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbEventInvalidSignature,*'
            "$warnings" | Should -BeLike '*locked*'
        }

        It 'is read again by Receive-LvbEvent, so that repeats are accepted' {
            $vault.Secrets.Callback = ConvertTo-TestKey 'of-yesterday'
            $uri = "http://localhost:$(Get-FreePort)/"
            $receiver = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $receiver.AddScript(
                    (('Import-Module $args[0]; Import-Module $args[1]; Receive-LvbEvent -Prefix $args[2] -SecretName Callback ' +
                        '-MaxEvents 1 ') +
                        '-Timeout 30s')).
                    AddArgument($standIn).AddArgument((Get-Module TencentLvb).Path).AddArgument($uri)
                $running = $receiver.BeginInvoke()
                $until = [datetime]::UtcNow.AddSeconds(20)
                while ($vault.Calls.Count -eq 0 -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 20 }
                $vault.Secrets.Callback = ConvertTo-TestKey 'of-today'
                do {
                    $sent = Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_a -Key (ConvertTo-TestKey 'of-today') `
                        -ErrorAction SilentlyContinue
                } until ($sent.Acknowledged -or [datetime]::UtcNow -gt $until)
                $sent.Acknowledged | Should -BeTrue
                $receiver.EndInvoke($running).StreamId | Should -Be '8888_a'
                $vault.Calls | Should -HaveCount 2
            }
            finally {
                $receiver.Stop()
                $receiver.Runspace.Dispose()
                $receiver.Dispose()
            }
        }
    }

    Context 'The use of a key' {
        It 'ends with Disconnect-Lvb' {
            $connection = Connect-Lvb @account -SecretName LvbKey -PassThru
            Disconnect-Lvb
            { Get-LvbChannelStatus 8888_a -Connection $connection } | Should -Throw -ErrorId 'LvbNotConnected*'
            $vault.Calls | Should -HaveCount 1
        }

        It 'works in another runspace without reading the vault' {
            $connection = Connect-Lvb @account -SecretName LvbKey -PassThru
            $vault.Locked = $true
            $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $other.AddScript('Import-Module $args[0]; Get-LvbChannelStatus 8888_a -Connection $args[1]').
                    AddArgument((Get-Module TencentLvb).Path).AddArgument($connection)
                $other.Invoke().Status | Should -Be 'Live'
            }
            finally {
                $other.Runspace.Dispose()
                $other.Dispose()
            }
            $vault.Calls | Should -HaveCount 1
        }

        It 'signs from a secret without a connection' {
            $signature = New-LvbSignature -SecretName LvbKey -Vault Throwaway -ExpiresAt 2030-01-01T00:00:00Z
            $signature.Sign | Should -Be (New-LvbSignature -Key (ConvertTo-TestKey $rightKey) -ExpiresAt 2030-01-01T00:00:00Z).Sign
            Test-LvbSignature -T $signature.T -Sign $signature.Sign -SecretName LvbKey | Should -BeTrue
            { New-LvbSignature -SecretName nope } | Should -Throw -ErrorId 'LvbKeySecretNotFound*'
            { New-LvbSignature -Vault Throwaway } | Should -Throw
        }

        It 'verifies notifications with the callback secret, read on first use' {
            $vault.Secrets.Callback = ConvertTo-TestKey 'key-of-the-notifications'
            Connect-Lvb @account -SecretName LvbKey -Vault Throwaway -CallbackSecretName Callback
            $vault.Calls | Should -Not -Contain 'Callback'
            $t = [DateTimeOffset]::UtcNow.AddMinutes(5).ToUnixTimeSeconds()
            $sign = (New-LvbSignature -Key (ConvertTo-TestKey 'key-of-the-notifications') -ExpiresAt ([DateTimeOffset]::FromUnixTimeSeconds(
                $t))).Sign
            $body = '{{"event_type":1,"stream_id":"8888_a","channel_id":"8888_a","t":{0},"sign":"{1}"}}' -f $t, $sign
            (ConvertFrom-LvbEvent $body).Verified | Should -BeTrue
            $null = ConvertFrom-LvbEvent $body
            $vault.Calls | Where-Object { $_ -eq 'Callback' } | Should -HaveCount 1
        }

        It 'shows it nowhere' {
            $connection = Connect-Lvb @account -SecretName LvbKey -PassThru
            $shown = @($connection.psobject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join ' '
            $shown | Should -Not -BeLike "*$rightKey*"
            $connection.psobject.Properties.Name | Should -Not -Contain 'Key'
            $said = @(Get-LvbChannelStatus 8888_a -Verbose 4>&1) -join ' '
            $said | Should -Not -BeLike "*$rightKey*"
            $said | Should -Not -Match 'sign=[0-9a-f]'
        }
    }
}
