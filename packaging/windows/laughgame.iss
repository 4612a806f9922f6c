; The installer for Windows, by Inno Setup 6:
;   iscc /DVersion=0.1.0 packaging\windows\laughgame.iss
; It takes the folder that build.spec leaves in dist\laughgame, and needs no administrator.

#ifndef Version
  #error Say which version this is: iscc /DVersion=0.1.0 packaging\windows\laughgame.iss
#endif

[Setup]
AppId={{6E6B0B52-5B0A-4C57-9F7C-0A7E1C1B5D11}
AppName=LaughGame
AppVersion={#Version}
AppPublisher=The LaughGame authors
DefaultDirName={autopf}\LaughGame
DefaultGroupName=LaughGame
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=laughgame-{#Version}-windows-x86_64
SetupIconFile=..\..\build\build\laughgame.ico
UninstallDisplayIcon={app}\laughgame.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; A file that a newer version no longer has must not be loaded by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\laughgame\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\LaughGame"; Filename: "{app}\laughgame.exe"
Name: "{autodesktop}\LaughGame"; Filename: "{app}\laughgame.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\laughgame.exe"; Description: "{cm:LaunchProgram,LaughGame}"; Flags: nowait postinstall skipifsilent
