# A service that says back what it hears, and the key on top of it. In a spec: $service = Start-EchoService key; $service.Does = 'fails'.
function Start-EchoService([string]$Canary) {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $service = [hashtable]::Synchronized(@{
            Does = 'answers'; Heard = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new()); Canary = $Canary
            Listener = $listener; Uri = [uri]"http://127.0.0.1:$($listener.LocalEndpoint.Port)/common_access"; Shell = [powershell]::Create()
        })
    $null = $service.Shell.AddScript({
            param($Service)
            function Get-Answer([string]$Interface, [string]$Heard) {
                switch ($Service.Does) {
                    'says all back as text' { 200; "You said $Heard" }
                    'says all back as an error' { 200; @{ message = "bad: $Heard"; ret = 77; code = 77 } | ConvertTo-Json -Compress }
                    'refuses the sign' { 200; @{ message = "sign invalid: $Heard"; ret = 5; code = 5 } | ConvertTo-Json -Compress }
                    'fails' { 500; "failed: $Heard" }
                    default {
                        200
                        switch ($Interface) {
                            'Mix_StreamV2' { '{"code":0,"message":"Success!"}' }
                            'Live_Tape_Start' { '{"message":"","output":{"task_id":42},"ret":0}' }
                            'Live_Channel_GetStatus' { '{"message":"","output":[{"rate_type":0,"recv_type":1,"status":1}],"ret":0}' }
                            default { '{"message":"","output":{"all_count":0,"stream_count":0},"ret":0}' }
                        }
                    }
                }
            }

            while ($true) {
                $client = $Service.Listener.AcceptTcpClient()
                try {
                    $client.ReceiveTimeout = 5000
                    $reader = [System.IO.StreamReader]::new($client.GetStream())
                    $target = $reader.ReadLine()
                    $length = 0
                    while ($line = $reader.ReadLine()) { if ($line -match '^Content-Length: (\d+)') { $length = [int]$Matches[1] } }
                    $body = [char[]]::new($length)
                    if ($length) { $null = $reader.ReadBlock($body, 0, $length) }
                    $interface = if ($target -match '[?&]interface=(\w+)') { $Matches[1] }
                    $null = $Service.Heard.Add($interface)
                    if ($Service.Does -eq 'closes') { continue }
                    $status, $text = Get-Answer $interface "$target $(-join $body) key=$($Service.Canary)"
                    $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
                    $head = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $status Said`r`nContent-Type: text/plain`r`nContent-Length: $($bytes.Length)`r`nConnection: close`r`n`r`n")
                    $client.GetStream().Write($head, 0, $head.Length)
                    $client.GetStream().Write($bytes, 0, $bytes.Length)
                }
                catch [System.IO.IOException] { $null = $Service.Heard.Add('nothing') }
                finally { $client.Dispose() }
            }
        }).AddArgument($service).BeginInvoke()
    $service
}

function Stop-EchoService($Service) {
    $Service.Listener.Stop()
    $Service.Shell.Dispose()
}
