# The modules that Azure Functions installs from the PowerShell Gallery. TencentLvb is not in the Gallery yet: copy it to the Modules folder
# of the app.
@{
}
