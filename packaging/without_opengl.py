"""Stands in for Qt's OpenGL bindings in the frozen program; PyInstaller runs it at the start.

pyqtgraph imports them whether they are used or not, and uses them only where a view is told to
draw by OpenGL, as none of the game is.  They are nine megabytes.
"""

import sys
from types import ModuleType

qt_opengl = ModuleType("PySide6.QtOpenGL")
qt_opengl_widgets = ModuleType("PySide6.QtOpenGLWidgets")
# What pyqtgraph's own widgets derive from; nobody makes one.
qt_opengl_widgets.QOpenGLWidget = type("QOpenGLWidget", (), {})  # type: ignore[attr-defined]
sys.modules |= {module.__name__: module for module in (qt_opengl, qt_opengl_widgets)}
