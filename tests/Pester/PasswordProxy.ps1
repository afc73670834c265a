# A company proxy: it forwards nothing without credentials, and then responds in place of both services and a storage. In a spec: $proxy =
# Start-PasswordProxy; $proxy.Heard; Stop-PasswordProxy $proxy
function Start-PasswordProxy([string]$User = 'ops', [string]$Password = 'pr0xy:canary') {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $proxy = [hashtable]::Synchronized(@{
            Heard    = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
            Told     = 'Basic ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("${User}:$Password"))
            Listener = $listener
            Name     = "127.0.0.1:$($listener.LocalEndpoint.Port)"
            Shell    = [powershell]::Create()
        })
    $proxy.Address = "http://${User}:$([uri]::EscapeDataString($Password))@$($proxy.Name)"
    $null = $proxy.Shell.AddScript({
            param($Proxy)
            while ($true) {
                # This loop ends with the listener.
                try { $client = $Proxy.Listener.AcceptTcpClient() } catch { return }
                try {
                    $client.ReceiveTimeout = 5000
                    $reader = [System.IO.StreamReader]::new($client.GetStream())
                    $head = @(while ($line = $reader.ReadLine()) { $line })
                    $text = $head -join "`n"
                    $body = [char[]]::new($(if ($text -match 'Content-Length: (\d+)') { [int]$Matches[1] } else { 0 }))
                    if ($body) { $null = $reader.ReadBlock($body, 0, $body.Length) }
                    $knows = $text -match '(?m)^Proxy-Authorization: (.+)$' -and $Matches[1].Trim() -eq $Proxy.Told
                    $null = $Proxy.Heard.Add("$(if ($knows) { 'told' } else { 'asked' }) $($head[0])")
                    $extra = ''
                    $status, $answer = if (-not $knows) {
                        $extra = "Proxy-Authenticate: Basic realm=`"corp`"`r`n"
                        '407 Proxy Authentication Required', '<html>Who are you?</html>'
                    }
                    elseif ($head[0] -like 'CONNECT *') { '502 Bad Gateway', 'there is no net here' }
                    elseif ($text -match 'interface=Live_Tape_Start') { '200 OK', '{"message":"","output":{"task_id":42},"ret":0}' }
                    elseif ($text -match 'interface=Live_Channel_GetStatus') {
                        '200 OK', '{"message":"","output":[{"rate_type":0,"recv_type":1,"status":1}],"ret":0}'
                    }
                    elseif ($text -match 'Mix_StreamV2') { '200 OK', '{"code":0,"message":"Success!"}' }
                    elseif ($text -match '\.mp4 HTTP') { '200 OK', 'a recording' }
                    else { '200 OK', '{"message":"","output":{},"ret":0}' }
                    $bytes = [System.Text.Encoding]::ASCII.GetBytes(
                        "HTTP/1.1 $status`r`n${extra}Content-Length: $($answer.Length)`r`nConnection: close`r`n`r`n$answer")
                    $client.GetStream().Write($bytes, 0, $bytes.Length)
                }
                catch [System.IO.IOException] { $null = $Proxy.Heard.Add('nothing') }
                finally { $client.Dispose() }
            }
        }).AddArgument($proxy).BeginInvoke()
    $proxy
}

function Stop-PasswordProxy($Proxy) {
    $Proxy.Listener.Stop()
    $Proxy.Shell.Dispose()
}
