"""`python -m tonebridge_operator`."""

from tonebridge_operator.main import main

if __name__ == "__main__":
    main()
