nav-own-isms = Own management system
