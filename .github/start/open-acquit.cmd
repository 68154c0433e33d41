@echo off
rem Opens acquit in the browser: double-click this file. Closing its window ends acquit.
rem UNTESTED: acquit has never been run on Windows.
title acquit
"%~dp0acquit.exe" serve %*
if errorlevel 1 pause
