# A service that echoes the request, followed by a canary. In a spec: $service = Start-EchoService text; $service.Does = 'fails'.
function Start-EchoService([string]$Canary) {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $service = [hashtable]::Synchronized(@{
            Does     = 'answers'
            Heard    = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
            Canary   = $Canary
            Listener = $listener
            Uri      = [uri]"http://127.0.0.1:$($listener.LocalEndpoint.Port)/common_access"
            Shell    = [powershell]::Create()
        })
    $null = $service.Shell.AddScript({
            param($Service)

            # In the formats of both services.
            function Get-Refusal([int]$Code, [string]$Name, [string]$Text) {
                $response = @{ RequestId = 'r'; Error = @{ Code = $Name; Message = $Text } }
                @{ message = $Text; ret = $Code; code = $Code; Response = $response } | ConvertTo-Json -Compress -Depth 4
            }

            function Get-Answer([string]$Interface, [string]$Heard) {
                switch ($Service.Does) {
                    'echoes everything as text' { 200; "You said $Heard" }
                    'echoes everything as an error' { 200; Get-Refusal 77 InternalError "bad: $Heard" }
                    'refuses the sign' { 200; Get-Refusal 5 AuthFailure.SignatureFailure "sign invalid: $Heard" }
                    'fails' { 500; "failed: $Heard" }
                    default {
                        200
                        switch ($Interface) {
                            'Mix_StreamV2' { '{"code":0,"message":"Success!"}' }
                            'Live_Tape_Start' { '{"message":"","output":{"task_id":42},"ret":0}' }
                            'Live_Channel_GetStatus' { '{"message":"","output":[{"rate_type":0,"recv_type":1,"status":1}],"ret":0}' }
                            default { '{"message":"","output":{"all_count":0,"stream_count":0},"ret":0,"Response":{"RequestId":"r"}}' }
                        }
                    }
                }
            }

            while ($true) {
                try { $client = $Service.Listener.AcceptTcpClient() } catch { return }
                try {
                    $client.ReceiveTimeout = 5000
                    $reader = [System.IO.StreamReader]::new($client.GetStream())
                    $head = @(while ($line = $reader.ReadLine()) { $line }) -join ' '
                    $body = [char[]]::new($(if ($head -match 'Content-Length: (\d+)') { [int]$Matches[1] } else { 0 }))
                    if ($body) { $null = $reader.ReadBlock($body, 0, $body.Length) }
                    $interface = if ($head -match '[?&]interface=(\w+)|X-TC-Action: (\w+)') { "$($Matches[1])$($Matches[2])" }
                    $null = $Service.Heard.Add($interface)
                    if ($Service.Does -eq 'closes') { continue }
                    $status, $text = Get-Answer $interface "$head $(-join $body) key=$($Service.Canary)"
                    $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
                    $answer = "HTTP/1.1 $status Said`r`nContent-Length: $($bytes.Length)`r`nConnection: close`r`n`r`n"
                    $bytes = [System.Text.Encoding]::ASCII.GetBytes($answer) + $bytes
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
