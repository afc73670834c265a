# The example that stores and mails a report, against the emulator and a mail server of the test.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    $emulator = Start-LvbEmulator -SampleData
}

AfterAll { Stop-LvbEmulator -Emulator $emulator }

Describe 'Send-NightlyReport.ps1 on <Service>' -ForEach $services -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
    BeforeAll {
        Connect-Lvb -Emulator $emulator -Api $Api -MaximumRetryCount 1
        $folder = "$TestDrive/$Api"

        # A mail server that accepts one mail and records the conversation.
        function Start-MailServer {
            $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $job = Start-Thread -ArgumentList $listener -Script {
                param($listener)
                $client = $listener.AcceptTcpClient()
                $reader = [System.IO.StreamReader]::new($client.GetStream())
                $writer = [System.IO.StreamWriter]::new($client.GetStream())
                $writer.NewLine = "`r`n"
                $writer.AutoFlush = $true
                $writer.WriteLine('220 here')
                while ($null -ne ($line = $reader.ReadLine())) {
                    $line
                    if ($line -eq 'DATA') {
                        $writer.WriteLine('354 go on')
                        while (($line = $reader.ReadLine()) -ne '.') { $line }
                    }
                    $writer.WriteLine('250 well')
                    if ($line -eq 'QUIT') { break }
                }
                $client.Dispose()
            }
            @{ Port = $listener.LocalEndpoint.Port; Job = $job; Listener = $listener }
        }
    }

    It 'stores the report, deletes old ones, and mails it with a text chart' {
        $null = New-Item -ItemType Directory $folder/reports
        'old' | Set-Content $folder/reports/lvb-2026-01-01.html
        (Get-Item $folder/reports/lvb-2026-01-01.html).LastWriteTime = (Get-Date).AddDays(-40)
        $server = Start-MailServer
        $run = Invoke-Example Send-NightlyReport.ps1 @{
            Path = "$folder/reports"; Last = '2h'; StreamId = '8888_news'
            To = 'night@example.com'; From = 'lvb@example.com'; SmtpPort = $server.Port
        }
        $said = $server.Job | Receive-Job -Wait
        $server.Listener.Stop()
        "$($run.Warnings)" | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $files = @(Get-ChildItem $folder/reports)
        $files.Name | Should -Be ('lvb-{0:yyyy-MM-dd}.html' -f (Get-Date))
        Get-Content -Raw $files[0] | Should -BeLike '*8888_news*'
        "$said" | Should -BeLike '*RCPT TO:<night@example.com>*name=lvb-*.html*'
        $text = ($said -join "`n") -replace '(?s)^.*?text/plain.*?\n\n' -replace '(?s)\n--.*$'
        if ($said -match 'Content-Transfer-Encoding: base64') {
            $text = try { [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($text -replace '\s')) } catch { $text }
        }
        $text -replace '=\n' | Should -BeLike '*Viewers of 8888_news*'
    }

    It 'reports when it could not be mailed, and when it could not be created' {
        $taken = Get-FreePort
        $mail = @{ To = 'a@example.com'; From = 'b@example.com'; SmtpPort = $taken; Path = "$folder/more"; Last = '1h' }
        $run = Invoke-Example Send-NightlyReport.ps1 $mail
        $run.ExitCode | Should -Be 1
        "$($run.Warnings)" | Should -BeLike '*was saved to*'
        Disconnect-Lvb
        (Invoke-Example Send-NightlyReport.ps1 @{ Path = "$folder/more" }).ExitCode | Should -Be 2
    }
}
